package dev.headway.cli.attach;

import dev.headway.internal.text.JsonText;
import dev.headway.progress.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program says of itself at one moment.
 *
 * @param program which
 * @param name its main class or jar; empty if it does not answer
 * @param hello its first line; empty if it does not answer
 * @param refusal why it tells nothing, as it says; mostly empty
 * @param jobs what goes on in it
 * @param lines the same, as the feed has it
 */
public record ProgramState(
    Program program,
    String name,
    String hello,
    String refusal,
    List<Row> jobs,
    List<String> lines) {
  private static final long ANSWER_NANOS = 1_000_000_000L;
  private static final long LOOK_MILLIS = 100;

  /**
   * Asks a program. One that does not answer within a second is stopped, or very busy.
   *
   * @param program which one
   * @return what it says of itself
   */
  public static ProgramState of(Program program) {
    Present present = new Present();
    long begun = System.nanoTime();
    try (FeedConnection connection = FeedConnection.open(program.socket())) {
      while (!present.isWhole() && System.nanoTime() - begun < ANSWER_NANOS) {
        if (!connection.poll(LOOK_MILLIS, present::take)) {
          break;
        }
      }
    } catch (IOException e) {
      // It has just ended, or says what no feed says: then it is listed as one without an answer.
    }
    return new ProgramState(
        program, present.name, present.hello, present.refusal, present.jobs, present.lines);
  }

  /**
   * Returns whether it has said who it is.
   *
   * @return false if it does not answer
   */
  public boolean answers() {
    return !hello.isEmpty();
  }

  /**
   * Returns whether it is gone, as it does not answer and has no socket any more.
   *
   * @return true if it is
   */
  public boolean isGone() {
    return !answers() && !program.exists();
  }

  /**
   * Returns an object for programs: the first line of the feed, and the jobs of its lines.
   *
   * @return one line of JSON
   */
  public String json() {
    StringBuilder object = new StringBuilder();
    if (answers()) {
      object.append(hello, 0, hello.lastIndexOf('}'));
    } else {
      String event = refusal.isEmpty() ? "silent" : "refused";
      String error = refusal.isEmpty() ? program.silence() : refusal;
      object.append("{\"v\":1,\"event\":\"").append(event).append("\",\"process\":");
      JsonText.quote(object.append(program.pid()).append(",\"error\":"), error, true);
    }
    return object.append(",\"jobs\":[").append(String.join(",", lines)).append("]}").toString();
  }

  /** The lines that a client gets at first. */
  private static final class Present {
    private String hello = "";
    private String name = "";
    private String refusal = "";
    private long expected;
    private final List<Row> jobs = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    void take(String line) throws IOException {
      FeedObject object = FeedObject.parse(line);
      switch (object.text("event")) {
        case "hello" -> {
          hello = line;
          name = object.text("program");
          expected = object.count("live");
        }
        case "refused" -> refusal = object.text("error");
        case "started" -> {
          if (!isWhole()) {
            jobs.add(FeedRowReader.row(object));
            lines.add(line);
          }
        }
        default -> {
          // What has ended, and what came later.
        }
      }
    }

    boolean isWhole() {
      return !hello.isEmpty() && jobs.size() >= expected;
    }
  }
}
