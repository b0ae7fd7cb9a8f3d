package dev.headway.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What a command writes its results on: standard output, in colour if that is a terminal. */
final class ConsoleOutput {
  private static final Pattern COLOURS = Pattern.compile("\033\\[[0-9;]*m");

  private final PrintWriter out;
  private final Ansi ansi;

  /** Gets each line too, in colour. */
  private final Consumer<String> copy;

  private final boolean copied;

  private ConsoleOutput(PrintWriter out, Ansi ansi, boolean copied, Consumer<String> copy) {
    this.out = out;
    this.ansi = ansi;
    this.copied = copied;
    this.copy = copy;
  }

  /** Thrown when the reader of the output has gone, as {@code head} does. */
  static final class ClosedException extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    ClosedException() {
      super("Standard output was closed.");
    }
  }

  static ConsoleOutput of(CommandSpec spec) {
    CommandLine commandLine = spec.commandLine();
    return new ConsoleOutput(
        commandLine.getOut(), commandLine.getColorScheme().ansi(), false, line -> {});
  }

  /** The same, of which a recording gets each line in colour, whatever standard output is. */
  ConsoleOutput copiedTo(Consumer<String> recording) {
    return new ConsoleOutput(out, ansi, true, recording);
  }

  void line(String text) {
    copy.accept(text);
    out.println(ansi.enabled() ? text : COLOURS.matcher(text).replaceAll(""));
    if (out.checkError()) {
      throw new ClosedException();
    }
  }

  /** Writes many lines at once, as they are. */
  void lines(String text) {
    out.print(text);
    if (out.checkError()) {
      throw new ClosedException();
    }
  }

  String title(String text) {
    return styled("bold", text);
  }

  String remark(String text) {
    return styled("faint", text);
  }

  String value(Object value) {
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    return styled("bold,cyan", text);
  }

  /** A list as Python prints it. */
  String values(List<?> values) {
    return values.stream().map(this::value).collect(Collectors.joining(", ", "[", "]"));
  }

  private String styled(String style, String text) {
    return ansi.enabled() || copied ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
  }
}
