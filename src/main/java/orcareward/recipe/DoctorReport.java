package orcareward.recipe;

import java.util.List;

/** What the program found on this machine, in reading order. */
public record DoctorReport(List<Check> checks) {
    /** A copy whose list can't change. */
    public DoctorReport {
        checks = List.copyOf(checks);
    }

    /**
     * One thing looked at.
     *
     * @param name what it is: {@code engine}, {@code memory}
     * @param value what was found, in words
     * @param status whether it will do
     * @param remedy what to do about it; empty where nothing has to be done
     */
    public record Check(String name, String value, Status status, String remedy) {
        /** Something that will do. */
        public static Check ok(String name, String value) {
            return new Check(name, value, Status.OK, "");
        }
    }

    /** Whether something will do. */
    public enum Status {
        /** It will do. */
        OK,
        /** It works, but slower or with less room than it could. */
        WARNING,
        /** Training can't run until this is put right. */
        MISSING
    }

    /** Whether anything is missing without which training can't run. */
    public boolean anythingMissing() {
        return checks.stream().anyMatch(check -> check.status() == Status.MISSING);
    }
}
