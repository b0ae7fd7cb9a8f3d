package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A job in one JVM, and the commands that look at it in others. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class AttachFaultsTest {
  private static final int MOST_LOOKS = 60;

  @TempDir private Path temporary;
  private ChildProcess job;
  private Path gate;

  /** A job of three tasks that wait for a file. */
  @BeforeEach
  void begin() throws IOException {
    gate = temporary.resolve("gate");
    job =
        ChildProcess.headwayIn(
            environment("plain", Map.of("HEADWAY_FEED", "on")),
            "run",
            "-j2",
            "--sh",
            "while [ ! -e " + gate + " ]; do sleep 0.1; done",
            ":::",
            "a",
            "b",
            "c");
    job.awaitFile(socket());
  }

  @AfterEach
  void end() throws IOException {
    if (!Files.exists(gate)) {
      Files.createFile(gate);
    }
    job.close();
  }

  private Path socket() {
    return temporary.resolve("headway").resolve(job.pid() + ".sock");
  }

  private Map<String, String> environment(String progress, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("XDG_RUNTIME_DIR", temporary.toString());
    environment.put("HEADWAY_PROGRESS", progress);
    return environment;
  }

  private ChildProcess headway(String progress, String... args) throws IOException {
    return ChildProcess.headwayIn(environment(progress, Map.of()), args);
  }

  /** A client that comes late is told how far the job is, and not that it begins. */
  private static void awaitFirstLine(ChildProcess attach) throws IOException {
    attach.awaitErr("started, 3 items", "0% (0/3)");
  }

  @Test
  void shouldListTheJobAndShowItUntilItEnds() throws Exception {
    assertThat(ps("0%  0/3")).contains("PID", Long.toString(job.pid()), "0%  0/3");
    assertThat(ps("\"total\":3", "--json"))
        .contains("\"process\":" + job.pid(), "\"jobs\":[{", "\"total\":3");
    try (ChildProcess attach = headway("plain", "attach", Long.toString(job.pid()))) {
      awaitFirstLine(attach);
      Files.createFile(gate);

      assertThat(attach.err()).contains("finished, 3 in ");
      assertThat(attach.awaitStatus()).isZero();
      assertThat(job.awaitStatus()).isZero();
      assertThat(socket()).doesNotExist();
    }
  }

  /** Asks until the program has answered: it has a second for it, and the machine may be busy. */
  private String ps(String answer, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("ps"));
    words.addAll(List.of(options));
    String out = "";
    for (int i = 0; i < MOST_LOOKS && !out.contains(answer); i++) {
      try (ChildProcess ps = headway("plain", words.toArray(String[]::new))) {
        out = ps.out();
        assertThat(ps.awaitStatus()).isZero();
      }
    }
    return out;
  }

  @Test
  void shouldShowTheOnlyProgramWithoutItsNumber() throws Exception {
    String several = "Several programs serve their progress.";
    try (ChildProcess attach = headway("plain", "attach")) {
      String line = attach.awaitErr("started, 3 items", "0% (0/3)", several);
      assumeThat(line).as("the only one of this user").doesNotContain(several);
      Files.createFile(gate);

      assertThat(attach.err()).contains("finished, 3 in ");
      assertThat(attach.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldDrawTheBarInItsOwnTerminal() throws Exception {
    Path seen = temporary.resolve("seen");
    try (ChildProcess attach = headway("bar,json:" + seen, "attach", Long.toString(job.pid()))) {
      attach.awaitFile(seen);
      Files.createFile(gate);

      assertThat(attach.err()).contains("3 in ");
      assertThat(attach.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldSayThatTheProgramWasKilledAndTidyUp() throws Exception {
    try (ChildProcess attach = headway("plain", "attach", Long.toString(job.pid()))) {
      awaitFirstLine(attach);
      job.kill();

      assertThat(attach.err()).contains("stopped", "has died with its job unfinished.");
      assertThat(attach.awaitStatus()).isEqualTo(1);
    }
    assertThat(socket()).exists();
    try (ChildProcess ps = headway("plain", "ps")) {
      String out = ps.out();
      assertThat(out.lines()).noneMatch(line -> line.startsWith(job.pid() + " "));
      if (out.isEmpty()) { // Otherwise others of this user are listed.
        assertThat(ps.err()).contains("No program of this user serves its progress.");
      }
      assertThat(ps.awaitStatus()).isZero();
    }
    assertThat(socket()).doesNotExist();
  }

  @Test
  void shouldLeaveTheJobAloneWhenItIsInterrupted() throws Exception {
    try (ChildProcess attach = headway("plain", "attach", Long.toString(job.pid()))) {
      awaitFirstLine(attach);
      attach.signal("INT");
      assertThat(attach.awaitStatus()).isEqualTo(130);
    }
    Files.createFile(gate);
    assertThat(job.err()).contains("finished, 3 in ");
    assertThat(job.awaitStatus()).isZero();
  }

  @Test
  void shouldPassTheLinesOn() throws Exception {
    try (ChildProcess attach = headway("json", "attach", Long.toString(job.pid()))) {
      BufferedReader out = attach.outReader();
      assertThat(out.readLine()).contains("\"event\":\"hello\"", "\"process\":" + job.pid());
      assertThat(out.readLine()).contains("\"event\":\"started\"");
      Files.createFile(gate);
      assertThat(out.lines()).anyMatch(line -> line.contains("\"event\":\"finished\""));
      assertThat(attach.awaitStatus()).isZero();
    }
  }

  @Test
  void shouldSayHowToChooseOneOfSeveral() throws Exception {
    try (ChildProcess other =
        ChildProcess.headwayIn(
            environment("off", Map.of("HEADWAY_FEED", "on")),
            "run",
            "--sh",
            "while [ ! -e " + gate + " ]; do sleep 0.1; done",
            ":::",
            "a")) {
      other.awaitFile(temporary.resolve("headway").resolve(other.pid() + ".sock"));
      try (ChildProcess attach = headway("plain", "attach")) {
        assertThat(attach.err())
            .contains("Give the PID of one, as in: headway attach ")
            .contains(Long.toString(job.pid()), Long.toString(other.pid()));
        assertThat(attach.awaitStatus()).isEqualTo(1);
      }
      Files.createFile(gate);
      assertThat(other.awaitStatus()).isZero();
    }
  }
}
