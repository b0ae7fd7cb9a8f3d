package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of a program that has only the core. Stands in for standard error. */
@Isolated
class NoConverterTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"run.svg", "run.html", "run.txt"})
  void shouldSayWhichArtifactIsMissing(String name) {
    assertThatThrownBy(() -> RecordingSettings.to(folder.resolve(name)).open())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("dev.headway:headway-recording, which is not on the class path")
        .hasMessageContaining("ends in .cast, which needs no other artifact");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRecordACastAllTheSame() throws IOException {
    try (Recording recording = RecordingSettings.to(folder.resolve("run.cast")).open()) {
      recording.print("line");
    }
    assertThat(folder.resolve("run.cast")).content().contains("line");
  }

  @Test
  void shouldGoOnIfTheEnvironmentAsks() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<Snapshot> snapshots = new ArrayList<>();
    String file = folder.resolve("run.svg").toString();
    PrintStream err = System.err;
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      View view = RecordingView.ifWanted(Map.of(RecordingView.VARIABLE, file), snapshots::add);
      view.show(new Snapshot(0, List.of()));
      view.show(new Snapshot(1, List.of()));
    } finally {
      System.setErr(err);
    }

    assertThat(snapshots).hasSize(2);
    assertThat(printed.toString(UTF_8))
        .startsWith("headway: HEADWAY_RECORD is \"" + file + "\": A recording that ends in .svg,")
        .contains("dev.headway:headway-recording")
        .endsWith("Going on without.\n")
        .hasLineCount(1);
  }
}
