package orcareward.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words: Java's exceptions often hold nothing but its name. */
public final class FileTrouble {
    private FileTrouble() {
    }

    /** The file and what is the matter with it; never a class name alone. */
    public static String inWords(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": you may not read or write this";
            case FileAlreadyExistsException there -> there.getFile() + ": something of this name is there already";
            case DirectoryNotEmptyException full -> full.getFile() + ": this folder is not empty";
            case NotDirectoryException file -> file.getFile() + ": this is no folder";
            case FileSystemException other -> other.getReason() == null
                    ? other.getFile() + ": the system gives no reason"
                    : other.getFile() + ": " + other.getReason();
            default -> {
                String message = e.getMessage();
                yield message == null || message.isBlank() ? "a file could not be read or written" : message;
            }
        };
    }
}
