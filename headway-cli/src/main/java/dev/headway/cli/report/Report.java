package dev.headway.cli.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A report on a file that a run left behind: a journal, a joblog, JSON lines or a log of ninja. The
 * file is read when the report is opened, and once more by what names all tasks. Not safe for use
 * by several threads.
 *
 * <pre>{@code
 * try (Report report = Report.open("run.log", System.in)) {
 *   report.text().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class Report implements Closeable {
  private final InputFile file;
  private final ReportData data;

  private Report(InputFile file, ReportData data) {
    this.file = file;
    this.data = data;
  }

  /**
   * Reads a file.
   *
   * @param name its name, or a dash for standard input
   * @param in standard input
   * @return a report, to be closed
   * @throws ReportProblem if there is no such file, it cannot be read, or it is of no known kind
   */
  public static Report open(String name, InputStream in) {
    InputFile file = InputFile.open(name, in);
    try {
      return new Report(file, ReportData.read(file));
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /**
   * Says what is missing.
   *
   * @return sentences that name the file; empty if it is whole
   */
  public List<String> warnings() {
    return data.reading().warnings().stream().map(warning -> data.name() + ": " + warning).toList();
  }

  /**
   * Tells which file was read.
   *
   * @return the file; null if it was standard input
   */
  public @Nullable Path source() {
    return file.isCopy() ? null : file.path();
  }

  /**
   * Makes a text for people.
   *
   * @return its lines
   */
  public List<String> text() {
    return TextReport.lines(data);
  }

  /**
   * Makes an object of JSON.
   *
   * @return one line
   */
  public String json() {
    try {
      return JsonReport.text(data);
    } catch (IOException e) {
      throw new IllegalStateException(e); // Nothing is read or written.
    }
  }

  /**
   * Makes a line of comma-separated values for each attempt at a task.
   *
   * @param out is given many lines at once, with their ends
   * @throws ReportProblem if the file cannot be read again
   */
  public void csv(Consumer<String> out) {
    try {
      CsvReport.write(data, out);
    } catch (IOException e) {
      throw new IllegalStateException(e); // Reading has an exception of its own.
    }
  }

  /**
   * Makes a trace for Perfetto and Chrome.
   *
   * @param to where it is written; stays open
   * @throws IOException if it cannot be written
   * @throws ReportProblem if the file cannot be read again
   */
  public void trace(OutputStream to) throws IOException {
    TraceWriter.write(data, to);
  }

  /**
   * Makes a picture.
   *
   * @param to where it is written; stays open
   * @throws IOException if it cannot be written
   */
  public void svg(OutputStream to) throws IOException {
    SvgPicture.write(data, to);
  }

  /**
   * Makes a page.
   *
   * @param to where it is written; stays open
   * @throws IOException if it cannot be written
   * @throws ReportProblem if the file cannot be read again
   */
  public void html(OutputStream to) throws IOException {
    HtmlPage.write(data, to);
  }

  /** Lets go of the file, and deletes the copy of standard input, if there is one. */
  @Override
  public void close() {
    data.log().close();
    file.close();
  }
}
