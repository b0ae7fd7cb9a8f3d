package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.JournalSettings.OtherVersion;
import dev.headway.internal.journal.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of a journal, and does with it. */
class JournalCommandTest {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void make() {
    Path path = folder.resolve("x.hwj");
    file = path.toString();
    JournalSettings settings =
        new JournalSettings(path, "thumbnails", "3", OtherVersion.REFUSE, false, false, 0);
    byte[] value = "a value".getBytes(UTF_8);
    try (JournalFile journal = JournalFile.open(settings)) {
      journal.done(new JournalKey(1, 2), 0, 0, 1_500_000_000, 1, value, 0, value.length);
      journal.done(new JournalKey(3, 4), 1, 0, 0, 1, null, 0, 0);
      journal.failed(new JournalKey(-1, -2), RecordKind.FAILED, 2, 0, 7, 3, "say \"no\"\n\033[2J");
      journal.started(new JournalKey(5, 6), 3, 0, 1);
    }
  }

  @Test
  void shouldSayWhatStandsInIt() {
    Ran ran = Ran.headway("journal", "show", file);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .matches(
            file
                + ": \\d+ bytes, made \\S+ \\S+\\R"
                + " +2 succeeded\\R"
                + " +1 failed\\R"
                + " +1 started and not ended\\R"
                + "run 1 of thumbnails, version \"3\", begun \\S+ \\S+\\R");
  }

  @Test
  void shouldGiveALineToEachTask() {
    Ran ran = Ran.headway("journal", "show", "--csv", file);

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).isEqualTo("key,index,end,start,seconds,attempt,valueBytes,text"),
            line ->
                assertThat(line)
                    .matches("000000000000000100000002,0,succeeded," + TIME + ",1.500000000,1,7,"),
            line ->
                assertThat(line)
                    .matches("000000000000000300000004,1,succeeded," + TIME + ",0.000000000,1,,"),
            line ->
                assertThat(line)
                    .matches(
                        "fffffffffffffffffffffffe,2,failed,"
                            + TIME
                            + ",0.000000007,3,,\"say \"\"no\"\" \\^\\[\\[2J\""),
            line ->
                assertThat(line)
                    .matches("000000000000000500000006,3,started," + TIME + ",0.000000000,1,,"));
  }

  @Test
  void shouldSayItInJson() {
    Ran ran = Ran.headway("journal", "show", "--json", file);

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines().map(line -> line.replaceAll(TIME, "T")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"type\":\"journal\",\"file\":\"[^\"]*x.hwj\",\"created\":\"T\","
                            + "\"bytes\":\\d+,\"unreadableBytes\":0,\"damaged\":false,"
                            + "\"lastRunEnded\":true}"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"type\":\"run\",\"start\":\"T\",\"pid\":"
                            + ProcessHandle.current().pid()
                            + ",\"job\":\"thumbnails\",\"version\":\"3\"}"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"type\":\"task\",\"key\":\"000000000000000100000002\",\"index\":0,"
                            + "\"end\":\"succeeded\",\"start\":\"T\",\"seconds\":1.500000000,"
                            + "\"attempt\":1,\"valueBytes\":7}"),
            line -> assertThat(line).endsWith("\"attempt\":1,\"valueBytes\":null}"),
            line -> assertThat(line).endsWith("\"text\":\"say \\\"no\\\"\\n\\u001b[2J\"}"),
            line -> assertThat(line).contains("\"end\":\"started\""));
  }

  @Test
  void shouldNameATimeoutAsOtherLinesDo() {
    JournalSettings settings =
        new JournalSettings(Path.of(file), "thumbnails", "3", OtherVersion.REFUSE, false, false, 0);
    try (JournalFile journal = JournalFile.open(settings)) {
      journal.failed(new JournalKey(7, 8), RecordKind.TIMED_OUT, 4, 0, 7, 1, "late");
    }

    assertThat(Ran.headway("journal", "show", "--json", file).out())
        .contains("\"end\":\"timedOut\"");
    assertThat(Ran.headway("journal", "show", file).out()).contains(" 1 timed out");
  }

  @Test
  void shouldRepairWhatIsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    bytes[bytes.length / 2] ^= 1;
    Files.write(Path.of(file), bytes);

    assertThat(Ran.headway("journal", "show", file).out())
        .contains("It is damaged;", "headway journal repair " + file);
    assertThat(Ran.headway("journal", "repair", file).out())
        .matches(
            file
                + ": kept 3 records and left out \\d+ bytes. The file as it was is "
                + file
                + ".damaged-1.\\R");
    assertThat(Ran.headway("journal", "repair", file).out())
        .isEqualTo(
            file + ": nothing is wrong, all 3 records can be read." + System.lineSeparator());
  }

  @Test
  void shouldSayInJsonWhatARepairDid() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    bytes[bytes.length / 2] ^= 1;
    Files.write(Path.of(file), bytes);

    assertThat(Ran.headway("journal", "repair", "--json", file).out())
        .matches(
            "\\{\"type\":\"repair\",\"file\":\"[^\"]*x.hwj\",\"records\":3,\"lostBytes\":\\d+,"
                + "\"original\":\"[^\"]*x.hwj.damaged-1\"}\\R");
    assertThat(Ran.headway("journal", "repair", "--json", file).out())
        .matches(
            "\\{\"type\":\"repair\",\"file\":\"[^\"]*x.hwj\",\"records\":3,\"lostBytes\":0,"
                + "\"original\":null}\\R");
  }

  @Test
  void shouldSayInJsonHowMuchSmallerItIs() {
    assertThat(Ran.headway("journal", "compact", "--json", file).out())
        .matches(
            "\\{\"type\":\"compaction\",\"file\":\"[^\"]*x.hwj\",\"bytesBefore\":\\d+,"
                + "\"bytes\":\\d+}\\R");
  }

  @Test
  void shouldMakeItSmaller() {
    assertThat(Ran.headway("journal", "compact", file).out())
        .matches(file + ": it had \\d+ bytes and has \\d+ now.\\R");
    assertThat(Ran.headway("journal", "show", file).out()).contains(" 2 succeeded");
  }

  @Test
  void shouldSayWhatIsWrongInOneLine() {
    for (String command : new String[] {"show", "repair", "compact"}) {
      Ran ran = Ran.headway("journal", command, folder + "/none.hwj");

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.err())
          .isEqualTo(
              "headway journal "
                  + command
                  + ": The journal "
                  + folder
                  + "/none.hwj cannot be used: there is no such file."
                  + System.lineSeparator());
    }
    assertThat(Ran.headway("journal").status()).isEqualTo(2);
    assertThat(Ran.headway("journal", "show", "--csv", "--json", file).status()).isEqualTo(2);
  }
}
