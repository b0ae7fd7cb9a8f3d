package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonViewTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final JsonView view = new JsonView(new PrintStream(log, true, UTF_8));

  private void show(double second, Rows... rows) {
    List<Row> all = java.util.Arrays.stream(rows).map(row -> row.elapsed(second).row()).toList();
    view.show(new Snapshot((long) (second * Rows.SECOND), all));
  }

  private List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : log.toString(UTF_8).lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  @Test
  void shouldBeReadBackAsItWas() throws IOException {
    show(1.5, Rows.named("a \"漢字\"\n👍\\").id(7).depth(1).done(9, 1, 2, 3).rest(1, 2, 3).rate(0.5));
    JsonNode object = objects().get(0);
    assertThat(object.get("id").asLong()).isEqualTo(7);
    assertThat(object.get("depth").asInt()).isEqualTo(1);
    assertThat(object.get("label").asText()).isEqualTo("a \"漢字\"\n👍\\");
    assertThat(object.get("state").asText()).isEqualTo("running");
    assertThat(object.get("unit").asText()).isEqualTo("items");
    assertThat(object.get("total").asLong()).isEqualTo(40);
    assertThat(object.get("succeeded").asLong()).isEqualTo(9);
    assertThat(object.get("failed").asLong()).isEqualTo(1);
    assertThat(object.get("crashed").asLong()).isEqualTo(2);
    assertThat(object.get("cancelled").asLong()).isEqualTo(3);
    assertThat(object.get("running").asInt()).isEqualTo(8);
    assertThat(object.get("stalled").asInt()).isZero();
    assertThat(object.get("fraction").asDouble()).isEqualTo(0.375);
    assertThat(object.get("elapsedSeconds").asDouble()).isEqualTo(1.5);
    assertThat(object.get("ratePerSecond").asDouble()).isEqualTo(0.5);
    assertThat(object.get("restLowSeconds").asDouble()).isEqualTo(1);
    assertThat(object.get("restLikelySeconds").asDouble()).isEqualTo(2);
    assertThat(object.get("restHighSeconds").asDouble()).isEqualTo(3);
    assertThat(object.get("note").asText()).isEmpty();
  }

  @Test
  void shouldWriteWhatIsUnknownAsNull() throws IOException {
    show(0, Rows.named("x").total(null));
    JsonNode object = objects().get(0);
    for (String name :
        new String[] {"total", "fraction", "ratePerSecond", "restLowSeconds", "restHighSeconds"}) {
      assertThat(object.get(name).isNull()).as(name).isTrue();
    }
  }

  @Test
  void shouldPrintTwiceASecondAndOnceAtTheEnd() throws IOException {
    for (int tick = 0; tick < 20; tick++) {
      show(tick / 10.0, Rows.named("x"), Rows.named("y").id(2));
    }
    show(1.95, Rows.named("x").state(Row.State.FINISHED), Rows.named("y").id(2));
    List<String> states =
        objects().stream()
            .filter(object -> object.get("label").asText().equals("x"))
            .map(object -> object.get("state").asText())
            .toList();
    assertThat(states).containsExactly("running", "running", "running", "running", "finished");
    assertThat(objects()).hasSize(9);
  }
}
