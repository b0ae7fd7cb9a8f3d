package dev.headway.internal.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why something could not be done with a file, in words that a user can do something with. */
public final class FileErrors {

  /** The reason may name a path. */
  private static final int MAX_LENGTH = 4096;

  private FileErrors() {}

  /**
   * The reason, to stand behind a colon: without the name of the file, which is often not the one
   * that the user gave, and without an end.
   *
   * @param e what the system said
   * @return such as {@code permission denied}
   */
  public static String of(Exception e) {
    if (e instanceof FileSystemException files && files.getReason() != null) {
      String it = e instanceof FileAlreadyExistsException ? "it " : ""; // As we say it ourselves.
      return it + ControlEscapes.of(first(files.getReason()), MAX_LENGTH);
    }
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
        e instanceof FileNotFoundException
            ? inBrackets(UserText.message(e))
            : Objects.requireNonNullElse(UserText.message(e), "");
    return reason.isBlank() || e instanceof FileSystemException
        ? ControlEscapes.value(e, MAX_LENGTH)
        : ControlEscapes.of(first(reason.strip()), MAX_LENGTH);
  }

  /**
   * Tells whether the reader of a pipe has gone, as {@code head} does.
   *
   * @param e what the system said, perhaps in the language of the user
   */
  public static boolean isBrokenPipe(IOException e) {
    String why = of(e);
    return why.equalsIgnoreCase("broken pipe") || why.equals(brokenPipe());
  }

  /** What the system says of a pipe without a reader: only such a pipe tells the words. */
  private static String brokenPipe() {
    try {
      Pipe pipe = Pipe.open();
      pipe.source().close();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        sink.write(ByteBuffer.allocate(1));
      }
      return "";
    } catch (IOException e) {
      return of(e);
    }
  }

  /** Streams say {@code name (reason)}. */
  private static String inBrackets(@Nullable String message) {
    int open = message == null ? -1 : message.lastIndexOf(" (");
    return message == null || open < 0 || !message.endsWith(")")
        ? String.valueOf(message)
        : message.substring(open + 2, message.length() - 1);
  }

  /** The system's sentences begin with a capital letter and stand alone. */
  private static String first(String reason) {
    boolean word = reason.length() > 1 && Character.isLowerCase(reason.charAt(1));
    String begun = word ? Character.toLowerCase(reason.charAt(0)) + reason.substring(1) : reason;
    return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
  }
}
