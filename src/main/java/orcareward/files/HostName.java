package orcareward.files;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine calls itself. */
public final class HostName {
    private HostName() {
    }

    /** The host's name, or {@code localhost} when it can't be told. */
    public static String ofThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose own name its resolver doesn't know is common in containers; the name only labels things.
            String named = System.getenv("HOSTNAME");
            return named == null || named.isBlank() ? "localhost" : named;
        }
    }
}
