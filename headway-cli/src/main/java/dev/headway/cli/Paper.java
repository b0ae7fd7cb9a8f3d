package dev.headway.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What a command writes its results on: standard output, in colour if that is a terminal. */
final class Paper {
  private final PrintWriter out;
  private final Ansi ansi;

  private Paper(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** Thrown when nobody reads any more, as when the output is piped into {@code head}. */
  static final class ClosedException extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    ClosedException() {
      super("Nobody reads standard output any more.");
    }
  }

  static Paper of(CommandSpec spec) {
    CommandLine commandLine = spec.commandLine();
    return new Paper(commandLine.getOut(), commandLine.getColorScheme().ansi());
  }

  void line(String text) {
    out.println(text);
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
    return ansi.enabled() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }
}
