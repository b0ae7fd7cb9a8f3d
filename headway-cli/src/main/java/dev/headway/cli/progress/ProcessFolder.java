package dev.headway.cli.progress;

import dev.headway.internal.text.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Linux tells of a process, in its folder below {@code /proc}. */
final class ProcessFolder {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern POSITION = Pattern.compile("(?m)^pos:\\s*(\\d{1,19})$");

  /** How a descriptor was opened, in octal; the lowest bits are 0 for one that is read only. */
  private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*[0-7]*([0-7])$");

  private static final int ACCESS = 3;

  /** Of the words behind the name of the program: the state, and when it started. */
  private static final int STATE = 0;

  private static final int STARTED = 19;

  private final Path folder;
  private final long pid;
  private final String started;

  private ProcessFolder(Path folder, long pid, String started) {
    this.folder = folder;
    this.pid = pid;
    this.started = started;
  }

  /**
   * Finds a process.
   *
   * @param proc the folder of all processes, {@code /proc}
   * @throws TransferProblem if there is none, or its files may not be looked at
   */
  static ProcessFolder of(Path proc, long pid) {
    if (!Files.isDirectory(proc)) {
      throw new TransferProblem("The files of other processes can be looked at on Linux alone.");
    }
    Path folder = proc.resolve(Long.toString(pid));
    String started = started(folder);
    if (started == null) {
      throw new TransferProblem("There is no process " + pid + ".");
    }
    return new ProcessFolder(folder, pid, started);
  }

  /** Returns true until it has ended. Another process may have its number then. */
  boolean isAlive() {
    return started.equals(started(folder));
  }

  /** Returns when a process started; null if it has ended, though its parent may not know yet. */
  private static @Nullable String started(Path folder) {
    try {
      String line = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] words = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
      return "ZX".contains(words[STATE]) ? null : words[STARTED];
    } catch (IOException gone) {
      return null;
    }
  }

  /**
   * Returns the regular files that it has open for reading, by number. Empty if it has ended.
   *
   * @throws TransferProblem if they may not be looked at
   */
  List<OpenFile> files() {
    List<OpenFile> files = new ArrayList<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(folder.resolve("fd"))) {
      for (Path link : links) {
        OpenFile file = file(link);
        if (file != null) {
          files.add(file);
        }
      }
    } catch (AccessDeniedException e) {
      if (isAlive()) {
        throw new TransferProblem(
            "The files of process " + pid + " cannot be looked at: " + FileErrors.of(e) + ".");
      }
    } catch (IOException | DirectoryIteratorException ended) {
      // It is asked next whether it is alive.
    }
    return files;
  }

  /** Returns a regular file that is open for reading; null if it is something else, or closed. */
  private @Nullable OpenFile file(Path link) {
    String number = String.valueOf(link.getFileName());
    if (!NUMBER.matcher(number).matches()) {
      return null;
    }
    try {
      if (!Files.isRegularFile(link)) {
        return null; // First: it sorts out pipes and terminals at the lowest cost.
      }
      String facts = Files.readString(folder.resolve("fdinfo").resolve(number));
      Matcher flags = FLAGS.matcher(facts);
      Matcher position = POSITION.matcher(facts);
      if (!flags.find()
          || (Integer.parseInt(flags.group(1), 8) & ACCESS) != 0
          || !position.find()) {
        return null;
      }
      long size = Files.size(link);
      return size == 0 // As files of the kernel have, whatever can be read from them.
          ? null
          : new OpenFile(
              Integer.parseInt(number),
              Files.readSymbolicLink(link).toString(),
              Long.parseLong(position.group(1)),
              size);
    } catch (IOException closed) {
      return null;
    }
  }
}
