package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs read of whole programs. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class JsonFaultTest {

  private static List<JsonNode> objects(Path file) throws Exception {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fd3", "log"})
  void shouldTellWhatWentWrongBesidePlainLines(String target) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("HEADWAY_PROGRESS=auto,json:" + target), "items=8", "deed=mishaps");
          scene.openGate();

          Scene.Ran ran = scene.shell("./run 3>log");

          assertThat(ran.status()).isZero();
          assertThat(ran.out().lines()).contains("before the failure", "done 6/8");
          assertThat(ran.err())
              .contains("work: finished, 6 of 8 succeeded in ", ", 2 failed (1 crashed)")
              .doesNotContain("{");
          assertThat(ran.err())
              .contains("work: 1x WorkerCrashedException: ", "work: 1x IOException");
          List<JsonNode> objects = objects(scene.directory().resolve("log"));
          List<String> events = objects.stream().map(one -> one.get("event").asText()).toList();
          assertThat(events).startsWith("started").endsWith("finished").contains("lost");
          List<JsonNode> failed =
              objects.stream().filter(one -> one.get("event").asText().equals("failed")).toList();
          assertThat(failed)
              .extracting(one -> one.get("index").asInt() + " " + one.get("kind").asText())
              .containsExactlyInAnyOrder("1 failed", "2 crashed");
          JsonNode last = objects.get(objects.size() - 1);
          assertThat(last.get("succeeded").asInt()).isEqualTo(6);
          assertThat(last.get("errors").get("java.io.IOException").asInt()).isEqualTo(1);
          assertThat(objects)
              .allSatisfy(
                  one -> {
                    assertThat(one.get("v").asInt()).isEqualTo(1);
                    assertThat(one.get("id").asInt()).isEqualTo(1);
                    assertThat(one.get("label").asText()).isEqualTo("work");
                  });
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json:none/such",
        "json:fd3",
        "json:fd4",
        "json:fd9",
        "fancy",
        "bar:log",
        "json:/dev/full"
      })
  void shouldWorkOnWhenItCannotBe(String value) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("HEADWAY_PROGRESS=" + value), "deed=instant", "workers=2");

          // Nobody ever reads the pipe.
          Scene.Ran ran = scene.shell("mkfifo pipe; ./run");

          assertThat(ran.out()).isEqualTo("done 40/40\n");
          assertThat(ran.status()).isZero();
          if (!value.contains("full") && !value.contains("pipe")) {
            assertThat(ran.err().lines().filter(line -> line.startsWith("headway: ")))
                .singleElement()
                .asString()
                .contains("HEADWAY_PROGRESS");
          }
        });
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Scene.text(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tellsProgress(String lines) {
    return lines.contains("\"event\":\"progress\"");
  }

  @Test
  void shouldStandBesideTheBar() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("HEADWAY_PROGRESS=bar,json:log"), "deed=gated");
          Path log = scene.directory().resolve("log");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            Scene.await("the log", () -> text(log), JsonFaultTest::tellsProgress, Scene.PATIENCE);
            scene.openGate();
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();

            assertThat(shell.screen()).noneMatch(line -> line.contains("{"));
            assertThat(shell.screen().stream().filter(line -> line.contains("work  40 in ")))
                .hasSize(1);
            assertThat(objects(log).size()).isGreaterThan(2);
          }
        });
  }
}
