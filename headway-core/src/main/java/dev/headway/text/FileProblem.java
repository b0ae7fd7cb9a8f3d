package dev.headway.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** Why something could not be done with a file, in words that a user can do something with. */
public final class FileProblem {

  private FileProblem() {}

  /**
   * The reason, to stand behind a colon: without the name of the file, which is often not the one
   * that the user gave, and without an end.
   *
   * @param e what the system said
   * @return such as {@code permission denied}
   */
  public static String of(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    if (e instanceof NotDirectoryException) {
      return "a part of the path is no folder";
    }
    if (e instanceof ReadOnlyFileSystemException) {
      return "the disk can only be read";
    }
    String reason =
        e instanceof FileSystemException files ? files.getReason() : reason(e.getMessage());
    return reason == null || reason.isBlank()
        ? Visible.value(e, Visible.LONGEST)
        : Visible.of(first(reason.strip()));
  }

  /** Streams say {@code name (reason)}. */
  private static String reason(@org.jspecify.annotations.Nullable String message) {
    if (message == null || !message.endsWith(")")) {
      return message == null ? "" : message;
    }
    int open = message.lastIndexOf(" (");
    return open < 0 ? message : message.substring(open + 2, message.length() - 1);
  }

  /** The system's sentences begin with a capital letter and stand alone. */
  private static String first(String reason) {
    boolean word = reason.length() > 1 && Character.isLowerCase(reason.charAt(1));
    String begun = word ? Character.toLowerCase(reason.charAt(0)) + reason.substring(1) : reason;
    return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
  }
}
