package dev.headway.terminal;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Frame;
import dev.headway.internal.terminal.layout.ScreenLayout;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.RunningTask.State;
import dev.headway.progress.Snapshot;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import dev.headway.testkit.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a person sees in each situation, compared with files. {@code -Dgolden.update=true} writes
 * them; read the difference before it is committed.
 */
class GoldenFrameTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/golden");
  private static final int HEIGHT = 8;
  private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), UTC);

  @TestFactory
  List<DynamicTest> shouldLookAsRecorded() {
    List<DynamicTest> tests = new ArrayList<>();
    scenarios()
        .forEach(
            (scenario, rows) -> {
              for (int width : new int[] {120, 80, 60, 40, 20}) {
                for (boolean unicode : new boolean[] {true, false}) {
                  String name = scenario + "-" + width + "-" + (unicode ? "unicode" : "ascii");
                  tests.add(
                      DynamicTest.dynamicTest(name, () -> compare(name, rows, width, unicode)));
                }
              }
            });
    return tests;
  }

  private static void compare(String name, List<Row> rows, int width, boolean unicode)
      throws IOException {
    String drawn = draw(rows, width, unicode);
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
  }

  private static String draw(List<Row> rows, int width, boolean unicode) {
    ScreenDevice device = new ScreenDevice(width, HEIGHT, new Theme(unicode, unicode));
    Screen screen = device.screen;
    new BarView(device).at(NOON).show(new Snapshot(0, rows));
    assertThat(screen.rows()).allSatisfy(row -> assertThat(CellWidth.of(row)).isLessThan(width));
    // The cursor rests above what goes on, on an empty line that is no part of the frame.
    List<String> lines = screen.everything();
    boolean rests = lines.size() > 1 && lines.get(0).isEmpty();
    return String.join("\n", rests ? lines.subList(1, lines.size()) : lines) + "\n";
  }

  /** Where colours are, with {@code ^[} for the escape. */
  @TestFactory
  List<DynamicTest> shouldBeColouredAsRecorded() {
    return List.of("tasks-more", "failures", "finished", "finished-kinds", "stopped").stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario, () -> compareColours(scenario)))
        .toList();
  }

  private static void compareColours(String scenario) throws IOException {
    ScreenLayout layout = new ScreenLayout(SummaryLines.USUAL);
    List<Row> rows = Objects.requireNonNull(scenarios().get(scenario));
    Frame frame =
        layout.of(
            new Snapshot(0, rows),
            rows,
            Map.of(),
            new Size(80, HEIGHT),
            LocalDateTime.now(NOON),
            new Theme(true, true));
    String drawn =
        Stream.concat(frame.above().stream(), frame.live().stream())
            .map(line -> line.painted().replace("\033", "^[") + "\n")
            .collect(Collectors.joining());
    Path file = FOLDER.resolve(scenario + "-80-colours.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
  }

  private static Map<String, List<Row>> scenarios() {
    Rows half = Rows.named("thumbnails").done(20).elapsed(5.2).rate(3.84).rest(4.1, 5.2, 7.9);
    Rows over = Rows.named("thumbnails").elapsed(12.7).rate(3.14);
    Map<String, List<Row>> all = new LinkedHashMap<>();
    all.put("start", rows(Rows.named("thumbnails").running(0).starting(3)));
    all.put("estimating", rows(Rows.named("thumbnails").elapsed(1)));
    all.put("loop", rows(half.running(0)));
    all.put("close-ends", rows(half.rest(55, 58, 62)));
    all.put("wide-range", rows(half.rest(11, 60, 770)));
    all.put("hours", rows(half.rest(7_000, 9_300, 20_000).elapsed(12_000)));
    all.put("retries", rows(half.counts(15, 3, 2, 1, 0, 6)));
    all.put("half", rows(half));
    all.put("failures", rows(half.done(15, 3, 1, 2)));
    all.put("unknown-total", rows(half.total(null).done(20)));
    all.put("unknown-total-finished", rows(over.total(null).done(40).state(Row.State.FINISHED)));
    all.put("zero-inputs", rows(Rows.named("thumbnails").total(0L).state(Row.State.FINISHED)));
    all.put("one-input", rows(Rows.named("thumbnails").total(1L).elapsed(3)));
    all.put("total-too-low", rows(half.done(47)));
    all.put("total-too-high", rows(over.done(31).state(Row.State.FINISHED)));
    all.put("finished", rows(over.done(40).state(Row.State.FINISHED)));
    all.put("finished-failures", rows(over.done(37, 3, 0, 0).state(Row.State.FINISHED)));
    all.put("stopped", rows(over.done(14, 1, 0, 8).state(Row.State.STOPPED)));
    all.put(
        "finished-kinds",
        rows(over.counts(27, 9, 2, 2, 0, 13).elapsed(29).state(Row.State.FINISHED)));
    all.put(
        "finished-large", rows(over.total(2_000_000L).done(1_800_000).state(Row.State.FINISHED)));
    all.put("weighted", rows(half.fraction(0.8765)));
    all.put("bytes", rows(half.bytes(40_000_000).done(12_345_678).rate(2_345_678.0)));
    all.put(
        "nested",
        rows(
            half,
            Rows.named("decode").id(2).depth(1).total(8L).done(3).elapsed(1).rate(3.0),
            Rows.named("upload").id(3).total(null).done(7).elapsed(61).rate(0.11)));
    all.put(
        "several",
        rows(
            half.total(1500L).done(687, 3, 0, 0),
            Rows.named("sha256").id(2).total(30L).done(2).elapsed(5).rate(0.4).rest(50, 58, 62),
            Rows.named("index").id(3).total(2_000_000L).done(693_210).rest(13, 14, 20),
            Rows.named("upload").id(4).total(null).done(91).elapsed(5).rate(18.0)));
    List<Row> crowd = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      crowd.add(
          Rows.named("shard-" + i)
              .id(20 + i)
              .total(100L)
              .done(30 + i, i == 9 ? 3 : 0, 0, 0)
              .rest(40, 90, 100 + 10 * i)
              .elapsed(40)
              .row());
    }
    all.put("crowd", crowd);
    List<Row> many = new ArrayList<>(rows(half));
    for (int i = 0; i < 12; i++) {
      many.add(Rows.named("part " + i).id(10 + i).depth(1).done(i).elapsed(i).row());
    }
    all.put("many-rows", many);
    all.put("wide-characters", rows(relabelled(half, "縮小画像を作成する 🏞️ für Überblick")));
    all.put(
        "emoji",
        rows(
            relabelled(half, "👨‍👩‍👧 family"),
            relabelled(half, "🇩🇪🇫🇷 flags").id(2),
            relabelled(half, "❤️ ✈︎ variations").id(3),
            relabelled(half, "👍🏽 e\u0301a\u0308 marks").id(4)));
    all.put(
        "right-to-left",
        rows(relabelled(half, "תמונות ממוזערות"), relabelled(half, "صور 12 مصغّرة").id(2)));
    all.put(
        "control-characters",
        rows(
            relabelled(half, "a\033[31mred\033[0m\rb\nc\td\007"),
            relabelled(half, "\u202Eback\u202C \u009B1A x\u0000").id(2)));
    all.put("note", rows(half.note("input 8 holds up the results (in order)")));
    all.put("long", rows(half.total(2_000_000L).done(1_234_567, 89, 0, 0).elapsed(45_296)));
    all.put(
        "tasks",
        rows(half.running(8, task(1, "IMG_0001.jpg", 12.3), task(12, "2024/summer/a.mov", 4))));
    all.put(
        "tasks-more",
        rows(
            half.running(
                8,
                task(1, "first", 75, State.SLOW),
                task(2, "second", 8, State.STALLED),
                task(3, "third", 7, State.DEAD),
                task(4, "fourth", 6),
                task(5, "fifth", 5))));
    all.put(
        "tasks-parts",
        rows(
            half.running(
                3,
                task(
                    1,
                    "archive-of-the-year-2024/summer.tar",
                    12,
                    new SubProgress("", Unit.ITEMS, 450, 1000L)),
                task(2, "b", 9, new SubProgress("unpack", Unit.BYTES, 45_000_000, null)),
                task(
                    3,
                    "c",
                    9,
                    new SubProgress("pages", Unit.ITEMS, 3, 4L),
                    new SubProgress("words", Unit.ITEMS, 17, 1234L)))));
    all.put(
        "tasks-wide",
        rows(half.running(2, task(1, "縮小画像 🏞️ \u001b[31mfür", 12), task(2, "b\nc", 3))));
    all.put("stragglers", rows(half.done(38).running(2, task(7, "slow.bin", 61), task(8, "b", 3))));
    return all;
  }

  private static RunningTask task(long index, String name, double age, SubProgress... parts) {
    return task(index, name, age, State.RUNNING, parts);
  }

  private static RunningTask task(
      long index, String name, double age, State state, SubProgress... parts) {
    return new RunningTask(
        index,
        name,
        (long) (age * Rows.SECOND),
        (int) index % 4,
        index % 2 == 0 ? null : 4711L,
        state,
        index == 12,
        List.of(parts));
  }

  private static Rows relabelled(Rows rows, String label) {
    Rows named = Rows.named(label).done(20).elapsed(5.2).rate(3.84);
    return named.rest(4.1, 5.2, 7.9).id(rows.row().id());
  }

  private static List<Row> rows(Rows... rows) {
    return java.util.Arrays.stream(rows).map(Rows::row).toList();
  }
}
