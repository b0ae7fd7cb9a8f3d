package dev.headway.promises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import dev.headway.terminal.JsonView;
import dev.headway.terminal.PlainView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promises of the README, each as a predicate, held against random histories. {@code
 * -Dheadway.histories=100000} tries more of them.
 */
@Tag("faults")
class PromisesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int HISTORIES = Integer.getInteger("headway.histories", 1000);

  @Test
  void shouldHoldInEachRowFrameAndLine() throws IOException {
    for (long seed = 0; seed < HISTORIES; seed++) {
      RowCheck rows = new RowCheck(seed);
      FrameCheck frames = new FrameCheck(seed);
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      History history =
          new History(
              seed,
              rows,
              frames,
              new JsonView(new PrintStream(json, true, UTF_8)),
              new PlainView(new PrintStream(plain, true, UTF_8)));
      rows.history = history;
      history.run();

      assertThat(rows.broken).isNull();
      assertThat(rows.last).as("8: a last row; seed %d", seed).isNotNull();
      assertThat(rows.last.state()).as("8: seed %d", seed).isNotEqualTo(Row.State.RUNNING);
      assertThat(frames.broken).isNull();
      assertThat(frames.last).as("8: seed %d", seed).isNotEmpty();
      checkJson(json.toString(UTF_8), history.counts(), seed);
      checkPlain(plain.toString(UTF_8), history.counts(), seed);
    }
  }

  /** What each row has to be, beside the books of its history. */
  private static final class RowCheck implements View {
    private final long seed;
    private @Nullable History history;
    private @Nullable Row last;

    /** The first promise that was broken: a display goes on without a view that fails. */
    private @Nullable AssertionError broken;

    RowCheck(long seed) {
      this.seed = seed;
    }

    @Override
    public void show(Snapshot snapshot) {
      try {
        check(snapshot.rows().get(0));
      } catch (AssertionError e) {
        broken = broken == null ? e : broken;
      }
    }

    private void check(Row row) {
      Where where = new Where("seed " + seed, row);
      Counts counts = row.counts();
      assertThat(counts).as("1, 5, 8: %s", where).isEqualTo(history.counts());
      assertThat(row.running()).as("6: %s", where).isEqualTo(history.running());
      assertThat(row.total()).as("3: %s", where).isEqualTo(history.declaredTotal());
      assertThat(row.elapsedNanos()).as("8: %s", where).isEqualTo(history.elapsedNanos());
      if (row.fraction() == null) { // Neither a total nor the weight of all is known.
        assertThat(row.forecast()).as("2: %s", where).isNull();
      }
      if (counts.settled() == 0) {
        assertThat(row.forecast()).as("2: %s", where).isNull();
        assertThat(row.rate()).as("2: %s", where).isNull();
      }
      if (row.complete()) {
        assertThat(row.state()).as("4: %s", where).isEqualTo(Row.State.FINISHED);
      }
      checkRate(row, where);
      checkForecast(row, where);
      last = row;
    }

    private void checkRate(Row row, Where where) {
      Double rate = row.rate();
      if (rate != null) {
        assertThat(rate).as("rate: %s", where).isNotNegative().isFinite();
      }
      if (row.state() != Row.State.RUNNING && rate != null) {
        double mean = row.counts().settled() * 1e9 / row.elapsedNanos();
        assertThat(rate).as("the rate of the whole: %s", where).isEqualTo(mean);
      }
    }

    private void checkForecast(Row row, Where where) {
      Forecast forecast = row.forecast();
      if (forecast == null) {
        return;
      }
      assertThat(row.state()).as("7: %s", where).isEqualTo(Row.State.RUNNING);
      assertThat(forecast.lowNanos())
          .as("7: %s", where)
          .isNotNegative()
          .isLessThanOrEqualTo(forecast.likelyNanos());
      assertThat(forecast.highNanos())
          .as("7: %s", where)
          .isGreaterThanOrEqualTo(forecast.likelyNanos());
    }
  }

  private static void checkJson(String lines, Counts counts, long seed) throws IOException {
    JsonNode object = null;
    for (String line : lines.lines().toList()) {
      object = MAPPER.readTree(line);
      checkJson(object, new Where("seed " + seed, line));
    }
    assertThat(object).as("8: seed %d", seed).isNotNull();
    assertThat(counts(object)).as("8: seed %d", seed).isEqualTo(counts);
  }

  private static void checkPlain(String lines, Counts counts, long seed) {
    long bad = counts.failed() + counts.timedOut() + counts.crashed();
    assertThat(lines).as("9: seed %d", seed).doesNotContain("\r", "\033");
    if (bad > 0) {
      assertThat(lines).as("9: seed %d", seed).containsPattern(FrameCheck.failures(bad));
    }
  }

  private static void checkJson(JsonNode object, Where where) {
    Counts counts = counts(object);
    boolean running = object.get("state").asText().equals("running");
    boolean predicts = !object.get("restHighSeconds").isNull();
    assertThat(object.get("elapsedSeconds").asDouble()).as("8: %s", where).isNotNegative();
    if (predicts) {
      assertThat(running).as("7: %s", where).isTrue();
      assertThat(counts.settled()).as("2: %s", where).isPositive();
      assertThat(object.get("restLowSeconds").asDouble())
          .as("7: %s", where)
          .isLessThanOrEqualTo(object.get("restLikelySeconds").asDouble());
      assertThat(object.get("restLikelySeconds").asDouble())
          .as("7: %s", where)
          .isLessThanOrEqualTo(object.get("restHighSeconds").asDouble());
    }
    if (!running) {
      assertThat(object.get("running").asInt()).as("6: %s", where).isZero();
    }
    if (object.get("fraction").isNull()) {
      assertThat(predicts).as("2: %s", where).isFalse();
    }
  }

  private static Counts counts(JsonNode object) {
    return new Counts(
        object.get("succeeded").asLong(),
        object.get("failed").asLong(),
        object.get("timedOut").asLong(),
        object.get("crashed").asLong(),
        object.get("cancelled").asLong(),
        object.get("retried").asLong());
  }
}
