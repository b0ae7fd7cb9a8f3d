package dev.headway.cli;

import dev.headway.cli.report.Report;
import dev.headway.cli.report.ReportProblem;
import dev.headway.internal.system.StandardInput;
import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports on what a run left behind. */
@Command(
    name = "report",
    description = {
      "Report on what a run left behind: how its tasks ended, how long they took, what was slow,"
          + " and why some failed.",
      "FILE is a journal, a joblog of headway or GNU parallel, JSON lines of headway, or a"
          + " .ninja_log; its content tells which."
    })
final class ReportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What to report on; - for standard input.")
  private String file;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--trace",
      paramLabel = "OUT.json",
      description =
          "Make a trace for ui.perfetto.dev and chrome://tracing; compressed if it ends in .gz.")
  private @Nullable Path trace;

  @Option(names = "--svg", paramLabel = "OUT.svg", description = "Make a picture for a README.")
  private @Nullable Path svg;

  @Option(
      names = "--html",
      paramLabel = "OUT.html",
      description = "Make a page that holds all of it and needs nothing else.")
  private @Nullable Path html;

  /** At most one of them. */
  static final class Form {
    @Option(names = "--json", description = "Print one object of JSON in place of the text.")
    private boolean json;

    @Option(
        names = "--csv",
        description = "Print a line of comma-separated values for each attempt at a task.")
    private boolean csv;
  }

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  ReportCommand() {}

  @Override
  public void run() {
    try (Report report = Report.open(file, StandardInput.stream())) {
      make(report, trace, to -> traceTo(report, to));
      make(report, svg, report::svg);
      make(report, html, report::html);
      print(report);
      for (String warning : report.warnings()) {
        String line = spec.qualifiedName() + ": " + ControlEscapes.whole(warning);
        spec.commandLine().getErr().println(line);
      }
    } catch (ReportProblem e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private void print(Report report) {
    ConsoleOutput out = ConsoleOutput.of(spec);
    if (form.json) {
      out.lines(report.json() + "\n");
    } else if (form.csv) {
      report.csv(out::lines);
    } else if (trace == null && svg == null && html == null) {
      report.text().forEach(out::line);
    }
  }

  private static void make(Report report, @Nullable Path to, OutputFile.Content content) {
    if (to == null) {
      return;
    }
    try {
      Path source = report.source();
      if (source != null && Files.exists(to) && Files.isSameFile(source, to)) {
        throw new UserError("The file would be overwritten by the report on it: " + to + ".");
      }
      new OutputFile(to, source).make(content);
    } catch (IOException e) {
      throw OutputFile.unwritable(to, e);
    }
  }

  private void traceTo(Report report, OutputStream to) throws IOException {
    String name = String.valueOf(trace).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".gz")) {
      report.trace(to);
      return;
    }
    try (GZIPOutputStream packed = new QuickGzip(to)) {
      report.trace(packed);
    }
  }

  /** Compresses a trace to a fifth in a third of the usual time. */
  private static final class QuickGzip extends GZIPOutputStream {
    private static final int BUFFER = 1 << 16;

    QuickGzip(OutputStream to) throws IOException {
      super(to, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
