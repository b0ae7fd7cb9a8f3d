package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.report.Samples;
import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.JournalSettings.OtherVersion;
import dev.headway.internal.journal.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command reports, and what it says of files that are not as they should be. */
class ReportCommandTest {
  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String journal() {
    Path path = folder.resolve("x.hwj");
    JournalSettings settings =
        new JournalSettings(path, "thumbnails", "3", OtherVersion.REFUSE, false, false, 0);
    long second = TimeUnit.SECONDS.toNanos(1);
    try (JournalFile journal = JournalFile.open(settings)) {
      journal.done(new JournalKey(1, 2), 0, 0, 2 * second, 1, null, 0, 0);
      journal.done(new JournalKey(3, 4), 1, 0, second, 1, null, 0, 0);
      journal.failed(
          new JournalKey(5, 6), RecordKind.FAILED, 2, second, 7_000_000, 3, "no \033[2J\nstack");
      journal.failed(
          new JournalKey(7, 8), RecordKind.TIMED_OUT, 3, second + 7_000_000, second, 1, "late");
      journal.started(new JournalKey(9, 9), 4, second, 1);
    }
    return path.toString();
  }

  private static String text(Ran ran) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    // The times of day are local ones.
    return ran.out().replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "T");
  }

  @Test
  void shouldReportOnAJobLog() throws IOException {
    String file = file("run.log", Samples.JOBLOG);

    assertThat(text(Ran.headway("report", file)))
        .isEqualTo(
            file
                + """
                : a joblog, 5 tasks
                          2 succeeded
                          1 failed
                          1 crashed
                          1 timed out, or ended with the run
                          1 attempt was repeated, which took 3.0 s
                began T, ended T, took 8.0 s
                a task took 1.8 s on average, median 1.5 s, p95 4.0 s, longest 4.0 s; all together 9.0 s
                2 slots at most, in use for 75% of the time in which any task ran
                  slot 1    100%  4 tasks
                  slot 2     50%  2 tasks
                slowest
                      4.0 s  convert <f>.tif  (failed)
                      2.0 s  convert a.tif
                      1.5 s  convert c.tif  (crashed)
                      1.0 s  convert d.tif  (timed out, or ended with the run)
                     0.50 s  convert b.tif
                failures
                         1× exited with status 3
                             convert <f>.tif
                         1× timed out, or ended with the run
                             convert d.tif
                         1× was killed by SIGKILL (9), perhaps by the kernel's out-of-memory killer
                             convert c.tif
                notes
                  Of the numbers 1 to 6, 5 has no row: no end of them was recorded.
                """);
  }

  @Test
  void shouldReportOnALogOfNinja() throws IOException {
    String file = file(".ninja_log", Samples.NINJA);

    assertThat(text(Ran.headway("report", file)))
        .isEqualTo(
            file
                + """
                : a log of ninja, 5 tasks
                          5 succeeded
                took 4.5 s
                a task took 1.1 s on average, median 0.90 s, p95 2.2 s, longest 2.2 s; all together 5.7 s
                2 slots at most, in use for 63% of the time in which any task ran
                  slot 1     78%  4 tasks
                  slot 2     49%  1 task
                slowest
                      2.2 s  b.o, +1
                      1.2 s  a.o
                     0.90 s  a.o
                     0.80 s  app
                     0.59 s  app
                notes
                  It has 2 builds, shown one behind the other, since it does not say when they began.
                """);
  }

  @Test
  void shouldReportOnLinesOfJson() throws IOException {
    String file = file("job.json", "starting up\n" + Samples.events());

    assertThat(text(Ran.headway("report", file)))
        .isEqualTo(
            file
                + """
                : JSON lines, 40 tasks
                         38 succeeded
                          2 failed
                          1 attempt was repeated, which took 0.50 s
                          5 done before this run
                began T, ended T, took 20.0 s
                job thumbnails: 40 of 40 in 20.0 s; it ended
                  workers: working 90%, idle 10%
                slowest
                      2.5 s  c.png
                      2.3 s  d.png
                failures
                         2× java.io.IOException: /x/…: no
                             in-7.png, in-12.png
                prediction: off by 10% at most in four fifths of the time; its range held for 84% of it
                    10% over: 22.0 s predicted (18.0 s to 28.0 s), it took 20.0 s
                    25% over: 22.0 s predicted (18.6 s to 27.1 s), it took 20.0 s
                    50% over: 21.0 s predicted (18.8 s to 24.3 s), it took 20.0 s
                    75% over: 20.0 s predicted (19.0 s to 21.5 s), it took 20.0 s
                    90% over: 20.0 s predicted (19.6 s to 20.6 s), it took 20.0 s
                notes
                  It tells of single tasks only where they failed or took longest.
                  One other line, no JSON, was passed over.
                """);
  }

  @Test
  void shouldReportOnAJournal() {
    String file = journal();

    assertThat(text(Ran.headway("report", file)))
        .isEqualTo(
            file
                + """
                : a journal, 5 tasks
                          2 succeeded
                          1 failed
                          1 timed out
                          1 started and not ended
                began T, ended T, took 2.0 s
                a task took 1.0 s on average, median 1.0 s, p95 2.0 s, longest 2.0 s; all together 4.0 s
                2 slots at most, in use for 100% of the time in which any task ran
                  slot 1    100%  1 task
                  slot 2    100%  3 tasks
                slowest
                      2.0 s  #0
                      1.0 s  #1
                      1.0 s  #3  (timed out)
                     7.0 ms  #2  (failed)
                failures
                         1× timed out: late
                             #3
                         1× no ^[[2J
                             #2
                notes
                  It is of one run of thumbnails.
                """);
  }

  @Test
  void shouldSayItInJsonAndInColumns() throws IOException {
    String file = file("run.log", Samples.JOBLOG);

    assertThat(text(Ran.headway("report", "--csv", file)))
        .isEqualTo(
            """
            index,name,outcome,start,seconds,attempt,last,slot,exit,signal,error
            1,"convert a.tif",succeeded,2023-11-14T22:13:20Z,2.000000000,1,true,1,0,0,
            2,"convert b.tif",failed,2023-11-14T22:13:20Z,3.000000000,1,false,2,1,0,"exited with status 1"
            3,"convert c.tif",crashed,2023-11-14T22:13:22Z,1.500000000,1,true,1,0,9,"was killed by SIGKILL (9), perhaps by the kernel's out-of-memory killer"
            2,"convert b.tif",succeeded,2023-11-14T22:13:23.500Z,0.500000000,2,true,1,0,0,
            4,"convert d.tif",stopped,2023-11-14T22:13:23Z,1.000000000,1,true,2,-1,15,"timed out, or ended with the run"
            6,"convert <f>.tif",failed,2023-11-14T22:13:24Z,4.000000000,1,true,1,3,0,"exited with status 3"
            """);
    String json = text(Ran.headway("report", "--json", file));
    assertThat(json)
        .startsWith("{\"type\":\"report\",\"file\":\"" + file + "\",\"format\":\"joblog\"")
        .contains(
            "\"tasks\":5,\"outcomes\":{\"succeeded\":2,\"failed\":1,\"crashed\":1,\"stopped\":1},"
                + "\"retries\":1,\"retrySeconds\":3.0,\"begin\":\"2023-11-14T22:13:20Z\","
                + "\"end\":\"2023-11-14T22:13:28Z\",\"wallSeconds\":8.0,\"activeSeconds\":8.0,"
                + "\"taskSeconds\":{\"mean\":1.8,\"median\":1.5,\"p95\":4.0,\"longest\":4.0,\"sum\":9.0}")
        .contains("\"slots\":2,\"slotUse\":0.75,\"bySlot\":[{\"slot\":1,\"tasks\":4,")
        .endsWith("]}\n");
    assertThat(text(Ran.headway("report", "--json", file("e", Samples.events()))))
        .contains("\"slots\":null,\"slotUse\":null,\"bySlot\":null")
        .contains("\"prediction\":{\"margin\":0.1,\"rangeHeld\":0.84", "\"idle\":0.1");
  }

  /** As after a run that was killed, in a container where each run has the same PID. */
  @Test
  void shouldTellRunsOfTheSameProcessAndNumberApart() throws IOException {
    String run = Samples.events();
    String killed = run.substring(0, run.lastIndexOf('{', run.indexOf("\"finished\"")));
    String file = file("runs.json", killed + run + run.lines().skip(1).collect(joining("\n")));

    Ran ran = Ran.headway("report", file);

    assertThat(ran.out())
        .contains(": JSON lines, 117 tasks", "113 succeeded\n", " 4 failed\n")
        .containsPattern("(?s)(job thumbnails: 40 of 40.*){2}");
    assertThat(ran.err()).contains("thumbnails has no end in it");
  }

  @Test
  void shouldReadStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Samples.NINJA.getBytes(UTF_8)));
      assertThat(text(Ran.headway("report", "-"))).startsWith("standard input: a log of ninja, 5");
      System.setIn(new ByteArrayInputStream(new byte[0]));
      assertThat(Ran.headway("report", "-").err())
          .isEqualTo(
              "headway report: standard input is empty, so there is nothing to report."
                  + System.lineSeparator());
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          none        ^ There is no file @none.
          dir         ^ @dir is a folder. Name a file in it.
          empty       ^ @empty is empty, so there is nothing to report.
          blank       ^ @blank has blank lines alone, so there is nothing to report.
          diary       ^ @diary is none of the files that can be read: a journal of Headway, a joblog of Headway or GNU parallel, JSON lines of Headway (HEADWAY_PROGRESS=json:FILE), a .ninja_log.
          packed.gz   ^ @packed.gz is compressed. Unpack it first: gunzip -c FILE | headway report -
          run.cast    ^ @run.cast is a recording. Play it with: headway replay FILE
          old.ninja   ^ @old.ninja is a log of ninja of version 4; versions 5, 6 and 7 can be read.
          new.ninja   ^ @new.ninja is a log of ninja of version 8; versions 5, 6 and 7 can be read.
          odd.ninja   ^ @odd.ninja is a log of ninja of an unknown version; versions 5, 6 and 7 can be read.
          """)
  void shouldSayWhatIsWrongInOneLine(String name, String message) throws IOException {
    Files.createDirectory(folder.resolve("dir"));
    file("empty", "");
    file("blank", "\n \n");
    file("diary", "{\"dear\": \"diary\"}\n");
    Files.write(folder.resolve("packed.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});
    file("run.cast", "{\"version\": 2, \"width\": 80, \"height\": 24}\n");
    file("old.ninja", "# ninja log v4\n");
    file("new.ninja", "# ninja log v8\n");
    file("odd.ninja", "# ninja log vx\n");

    Ran ran = Ran.headway("report", folder.resolve(name).toString());

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "headway report: " + message.replace("@", folder + "/") + System.lineSeparator());
  }

  @Test
  void shouldUseWhatIsWholeAndSayWhatIsMissing() throws IOException {
    String rows = Samples.JOBLOG.replace("3\t:\t", "3\t");
    String file = file("run.log", rows.substring(0, rows.length() - 40));

    Ran ran = Ran.headway("report", file);

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains(": a joblog, 3 tasks");
    assertThat(ran.err().lines())
        .containsExactly(
            "headway report: " + file + ": One line is left out: line 4 is no row of nine columns.",
            "headway report: "
                + file
                + ": It is cut off in line 7; all that is before it was used.");
  }

  @Test
  void shouldRefuseToOverwriteWhatItReads() throws IOException {
    String file = file("run.log", Samples.JOBLOG);

    Ran same = Ran.headway("report", file, "--svg", file);
    Ran nowhere = Ran.headway("report", file, "--html", folder + "/none/x.html");

    assertThat(same.status()).isEqualTo(1);
    assertThat(same.err())
        .isEqualTo(
            "headway report: The file would be overwritten by the report on it: "
                + file
                + "."
                + System.lineSeparator());
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.err())
        .contains("/none/x.html cannot be written: there is no folder " + folder + "/none.");
    assertThat(Files.readString(Path.of(file))).isEqualTo(Samples.JOBLOG);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }
}
