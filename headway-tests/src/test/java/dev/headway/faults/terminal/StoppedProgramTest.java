package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While all of the program is stopped, as by Ctrl-Z, no time passes for it. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class StoppedProgramTest {
  private static final long STOP_MILLIS = 10_000;

  /** Less than the stop, and more than a busy machine needs for what is done before and after. */
  private static final long LIMIT_MILLIS = 8_000;

  @ParameterizedTest
  @CsvSource({"threads, off", "processes, off", "threads, plain", "processes, json"})
  void shouldNotCountTheTimeOfTheStop(String on, String view) throws Exception {
    Scene.each(
        scene -> {
          Path script =
              scene.script(
                  List.of("HEADWAY_PROGRESS=" + view),
                  "items=60",
                  "workers=2",
                  "on=" + on,
                  "deed=gated",
                  "timeout=" + LIMIT_MILLIS,
                  "report=yes");
          Path out = scene.directory().resolve("out");
          Path err = scene.directory().resolve("err");
          long begin = System.nanoTime();
          Process run =
              new ProcessBuilder(script.toString())
                  .redirectOutput(out.toFile())
                  .redirectError(err.toFile())
                  .start();
          scene.awaitStarted(2); // They wait at the gate, so that the program goes on.
          List<Scene.Member> all = new ArrayList<>(scene.workers());
          all.add(0, scene.program());
          for (Scene.Member member : all) {
            member.signal("STOP");
          }
          TimeUnit.MILLISECONDS.sleep(STOP_MILLIS); // The fault itself.
          for (Scene.Member member : all) {
            member.signal("CONT");
          }
          scene.openGate();
          assertThat(run.waitFor(Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
          Duration wall = Duration.ofNanos(System.nanoTime() - begin);

          String said = Files.readString(out);
          assertThat(said).endsWith("done 60/60\n");
          assertThat(number("elapsed", said)).isLessThan(wall.toMillis() - STOP_MILLIS + 500);
          assertThat(number("slowest", said)).isLessThan(LIMIT_MILLIS);
          if (view.equals("json")) {
            String lines = Files.readString(err);
            String last = lines.substring(lines.lastIndexOf("\"elapsedSeconds\":"));
            Matcher seconds = Pattern.compile("elapsedSeconds\":([\\d.]+)").matcher(last);
            assertThat(seconds.find()).isTrue();
            assertThat(Double.parseDouble(seconds.group(1)) * 1000)
                .isLessThan(wall.toMillis() - STOP_MILLIS + 500);
          }
        });
  }

  private static long number(String name, String text) {
    Matcher matcher = Pattern.compile(name + " (\\d+)").matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
