package dev.headway.cli.progress;

import dev.headway.internal.system.StandardInput;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that bytes are read from: standard input, or a file. */
public final class Input {
  private static final Path STANDARD_INPUT = Path.of("/dev/fd/0");
  private static final Path STANDARD_OUTPUT = Path.of("/dev/fd/1");

  /** Each byte that is passed on would be read again. */
  private static final String SAME = "it is the file that standard output goes to";

  private static final int KIND = 0170000;
  private static final int BLOCK_DEVICE = 0060000;

  /** What the user calls standard input among files. */
  private static final String DASH = "-";

  private final @Nullable Path file;
  private final @Nullable Long size;

  private Input(@Nullable Path file, @Nullable Long size) {
    this.file = file;
    this.size = size;
  }

  /**
   * Returns standard input.
   *
   * @return it; its size is known if it is a file, from where it stands
   * @throws TransferProblem if standard output goes to the same file
   */
  @SuppressWarnings("resource") // It belongs to the process.
  public static Input standard() {
    if (StandardInput.isClosed()) {
      throw unreadableStandardInput("it is closed");
    }
    if (!Files.isRegularFile(STANDARD_INPUT)) {
      return new Input(null, null);
    }
    if (isOutput(STANDARD_INPUT)) {
      throw unreadableStandardInput(SAME);
    }
    FileChannel channel = new FileInputStream(FileDescriptor.in).getChannel();
    try {
      return new Input(null, Math.max(0, channel.size() - channel.position()));
    } catch (IOException e) {
      return new Input(null, null); // If it cannot be read, that is told when it is.
    }
  }

  /**
   * Returns a file, which is opened later.
   *
   * @param file as the user wrote it; {@code -} is standard input
   * @return it; its size is known if it is a regular file or a disk
   * @throws TransferProblem if it cannot be read
   */
  public static Input of(Path file) {
    if (file.toString().equals(DASH)) {
      return standard();
    }
    if (!Files.exists(file)) {
      throw unreadable(file, "there is no such file or folder");
    }
    if (Files.isDirectory(file)) {
      throw unreadable(file, "it is a folder");
    }
    if (!Files.isReadable(file)) {
      throw unreadable(file, "permission denied");
    }
    if (Files.isRegularFile(file) && isOutput(file)) {
      throw unreadable(file, SAME);
    }
    try {
      return new Input(file, size(file));
    } catch (IOException e) {
      throw unreadable(file, FileErrors.of(e));
    }
  }

  private static boolean isOutput(Path file) {
    try {
      return Files.isSameFile(file, STANDARD_OUTPUT);
    } catch (IOException e) {
      return false; // Such as a standard output that is closed.
    }
  }

  private static @Nullable Long size(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      return Files.size(file);
    }
    Object mode = Files.getAttribute(file, "unix:mode");
    if (!(mode instanceof Integer bits) || (bits & KIND) != BLOCK_DEVICE) {
      return null; // Not opened either: a pipe would wait for its writer.
    }
    try (FileChannel disk = FileChannel.open(file)) {
      return disk.size() > 0 ? (Long) disk.size() : null;
    }
  }

  /** Returns the number of its bytes; null if that is not known. */
  @Nullable Long size() {
    return size;
  }

  /** Returns what the user calls it; empty for standard input. */
  String name() {
    return file == null ? "" : String.valueOf(file.getFileName());
  }

  /** Opens it. A second channel of standard input goes on where the first one stopped. */
  @SuppressWarnings("resource") // It belongs to the process.
  FileChannel open() {
    if (file == null) {
      return new FileInputStream(FileDescriptor.in).getChannel();
    }
    try {
      return FileChannel.open(file);
    } catch (IOException e) {
      throw unreadable(file, FileErrors.of(e));
    }
  }

  /** Closes what was opened. Standard input stays open. */
  void close(FileChannel opened) {
    if (file != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // All of it was read.
      }
    }
  }

  /** Returns why it cannot be read. */
  TransferProblem unreadable(IOException why) {
    return file == null
        ? unreadableStandardInput(FileErrors.of(why))
        : unreadable(file, FileErrors.of(why));
  }

  private static TransferProblem unreadableStandardInput(String why) {
    return new TransferProblem("Standard input cannot be read: " + why + ".");
  }

  private static TransferProblem unreadable(Path file, String why) {
    return new TransferProblem(
        "The file " + ControlEscapes.of(file.toString()) + " cannot be read: " + why + ".");
  }
}
