package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.terminal.device.TtyProbe;
import dev.headway.internal.terminal.device.WholeLineWriter;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.progress.View;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file or an open descriptor that the environment names for a view. The thread that shows opens
 * it for the first line, since opening a pipe waits for its reader. If that fails, or a line cannot
 * be written, one warning is printed, and all further lines are dropped.
 */
final class OutputTarget implements Supplier<PrintStream> {

  private static final Pattern DESCRIPTOR = Pattern.compile("fd(\\d{1,9})");

  /** How a descriptor was opened, in octal; the lowest bits are 0 for one that is read only. */
  private static final Pattern FLAGS = Pattern.compile("flags:\\s*([0-7]{1,20})");

  private static final int ACCESS = 3;

  private final String variable;
  private final ViewKind viewKind;
  private final String name;
  private @Nullable PrintStream stream;

  private OutputTarget(String variable, ViewKind viewKind, String name) {
    this.variable = variable;
    this.viewKind = viewKind;
    this.name = name;
  }

  /**
   * The view that writes there.
   *
   * @param variable where the user has named it, for messages
   */
  static View view(String variable, ViewKind viewKind, String name) {
    OutputTarget outputTarget = new OutputTarget(variable, viewKind, name);
    return viewKind == ViewKind.JSON ? new JsonView(outputTarget) : new PlainView(outputTarget);
  }

  @Override
  public PrintStream get() {
    if (stream == null) {
      stream = new PrintStream(openOrNothing(), true, UTF_8);
    }
    return stream;
  }

  private OutputStream openOrNothing() {
    try {
      return new WholeLineWriter(open(name), file(name), this::warn);
    } catch (IOException e) {
      warn(e);
      return OutputStream.nullOutputStream();
    }
  }

  private void warn(IOException why) {
    System.err.println(
        "headway: "
            + (variable + " asks for " + viewKind.word() + " at \"" + ControlEscapes.of(name))
            + ("\", which cannot be written ("
                + ControlEscapes.of(String.valueOf(UserText.message(why))))
            + "); going on without.");
  }

  /** What is written, as a file that can be opened once more. */
  private static Path file(String target) {
    Matcher descriptor = DESCRIPTOR.matcher(target);
    return Path.of(descriptor.matches() ? "/dev/fd/" + descriptor.group(1) : target);
  }

  /** Opens it to add to its end: what ran before, or runs at the same time, is not overwritten. */
  private static OutputStream open(String target) throws IOException {
    Matcher descriptor = DESCRIPTOR.matcher(target);
    if (!descriptor.matches()) {
      return new FileOutputStream(target, true);
    }
    int number = Integer.parseInt(descriptor.group(1));
    return switch (number) {
      case TtyProbe.STANDARD_OUTPUT -> new FileOutputStream(FileDescriptor.out);
      case TtyProbe.STANDARD_ERROR -> new FileOutputStream(FileDescriptor.err);
      default -> {
        requireWritable(number);
        yield new FileOutputStream("/dev/fd/" + number, true);
      }
    };
  }

  /** Refuses a descriptor that may belong to the JVM, such as an open jar. */
  private static void requireWritable(int number) throws IOException {
    Path info = Path.of("/proc/self/fdinfo/" + number);
    if (!Files.isDirectory(Path.of("/proc/self/fdinfo"))) {
      return; // Not Linux: there the descriptor itself is opened, as it is.
    }
    String text = Files.exists(info) ? Files.readString(info) : "";
    Matcher flags = FLAGS.matcher(text);
    if (!flags.find() || (Long.parseLong(flags.group(1), 8) & ACCESS) == 0) {
      throw new IOException("it is not open for writing");
    }
  }
}
