package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks print arrives byte for byte where no person reads it. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class OutputFaultTest {

  @ParameterizedTest
  @CsvSource({"processes, C.UTF-8", "processes, POSIX", "threads, POSIX"})
  void shouldPassOnEachByte(String on, String locale) throws Exception {
    Scene.each(
        scene -> {
          List<String> environment = List.of("LC_ALL=" + locale, "HEADWAY_PROGRESS=off");
          scene.script(environment, "on=" + on, "workers=1", "items=3", "deed=bytes");

          Scene.Ran ran = scene.shell("./run");

          assertThat(ran.status()).isZero();
          ByteArrayOutputStream printed = new ByteArrayOutputStream();
          for (int i = 0; i < 3; i++) {
            printed.writeBytes(Deeds.bytesOf(i));
          }
          assertThat(Files.readAllBytes(scene.directory().resolve("err")))
              .isEqualTo(printed.toByteArray());
          printed.writeBytes("done 3/3\n".getBytes(StandardCharsets.US_ASCII));
          assertThat(Files.readAllBytes(scene.directory().resolve("out")))
              .isEqualTo(printed.toByteArray());
        });
  }

  @ParameterizedTest
  @CsvSource({"processes, 8", "threads, 8", "processes, 1"})
  void shouldNotTimeOutWhoWaitsForTheReader(String on, int items) throws Exception {
    Scene.each(
        scene -> {
          scene.script(
              List.of("HEADWAY_PROGRESS=off"),
              "on=" + on,
              "workers=2",
              "items=" + items,
              "deed=loud",
              "timeout=8000");

          Scene.Ran ran = scene.shell("./run | (sleep 16; cat)");

          List<String> lines = ran.out().lines().toList();
          assertThat(lines.get(lines.size() - 1)).isEqualTo("done " + items + "/" + items);
          assertThat(lines).hasSize(items * Deeds.LOUD_LINES + 1);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldGoOnWhenTheReaderIsGone(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(
              List.of("HEADWAY_PROGRESS=off"), "on=" + on, "items=8", "deed=loud", "timeout=60000");

          Scene.Ran ran = scene.shell("(./run; echo $? >&2) | head -n 1");

          assertThat(ran.err()).isEqualTo("0\n");
          assertThat(scene.started()).isEqualTo(8);
          scene.awaitNobody(Scene.PATIENCE);
        });
  }

  @Test
  void shouldKeepLongLinesOfSeveralWorkersApart() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("HEADWAY_PROGRESS=off"), "items=8", "deed=broad");

          Scene.Ran ran = scene.shell("./run");

          List<String> lines = ran.out().lines().filter(line -> !line.equals("done 8/8")).toList();
          assertThat(lines).hasSize(32);
          IntStream.range(0, 8)
              .mapToObj(Deeds::broadLine)
              .forEach(line -> assertThat(lines.stream().filter(line::equals)).hasSize(4));
        });
  }
}
