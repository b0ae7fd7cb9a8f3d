package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.progress.View;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file or an open descriptor that the environment names for a view. */
final class Target {

  private static final Pattern DESCRIPTOR = Pattern.compile("fd(\\d{1,9})");

  private Target() {}

  /** The view that writes there; null if that cannot be, which the user is told. */
  static @Nullable View view(Choice choice, String target) {
    try {
      PrintStream stream = new PrintStream(open(target), true, UTF_8);
      return choice == Choice.JSON ? new JsonView(stream) : new PlainView(stream);
    } catch (IOException e) {
      System.err.println(
          "headway: "
              + (Choice.VARIABLE + " asks for " + choice.word() + " at \"" + Visible.of(target))
              + ("\", which cannot be written (" + Visible.of(String.valueOf(e.getMessage())))
              + "); going on without.");
      return null;
    }
  }

  /** Opens it to add to its end: what ran before, or runs at the same time, is not overwritten. */
  private static OutputStream open(String target) throws IOException {
    Matcher descriptor = DESCRIPTOR.matcher(target);
    if (!descriptor.matches()) {
      return new FileOutputStream(target, true);
    }
    int number = Integer.parseInt(descriptor.group(1));
    return switch (number) {
      case Probe.STANDARD_OUTPUT -> new FileOutputStream(FileDescriptor.out);
      case Probe.STANDARD_ERROR -> new FileOutputStream(FileDescriptor.err);
      default -> new FileOutputStream("/dev/fd/" + number, true);
    };
  }
}
