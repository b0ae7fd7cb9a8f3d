package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and pages of a run. */
class PicturesTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><img onerror=x>&\" \u202e";

  private static final Pattern TAG =
      Pattern.compile("</?([a-z]+)( [a-zA-Z0-9:-]+=\"[^\"<]*\")*/?>");

  @TempDir private Path folder;

  private String made(String content, boolean page) throws IOException {
    Path file = Files.writeString(folder.resolve("x<b>.log"), content);
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    try (Report report = Report.open(file.toString(), InputStream.nullInputStream())) {
      if (page) {
        report.html(made);
      } else {
        report.svg(made);
      }
    }
    return made.toString(UTF_8);
  }

  /** How many elements a picture has, if they are nested and written as XML has them. */
  private static int elements(String svg) {
    Deque<String> open = new ArrayDeque<>();
    int elements = 0;
    int end = 0;
    for (Matcher tag = TAG.matcher(svg); tag.find(); end = tag.end()) {
      assertThat(svg.substring(end, tag.start())).doesNotContain("<", ">");
      if (tag.group().startsWith("</")) {
        assertThat(tag.group(1)).isEqualTo(open.pop());
      } else {
        elements++;
        if (!tag.group().endsWith("/>")) {
          open.push(tag.group(1));
        }
      }
    }
    assertThat(svg.substring(end)).isBlank();
    assertThat(open).isEmpty();
    assertThat(svg).doesNotContainPattern("&(?!(amp|lt|gt|quot);)");
    return elements;
  }

  @Test
  void shouldMakeASmallPictureOfAnyNumberOfTasks() throws Exception {
    for (int slots : new int[] {1, 4, 64, 500}) {
      String svg = made(Samples.manyJobs(40_000, slots), false);

      assertThat(svg.getBytes(UTF_8)).as("%d slots", slots).hasSizeLessThanOrEqualTo(100_000);
      assertThat(elements(svg)).isGreaterThan(10);
      assertThat(svg).contains("prefers-color-scheme:dark", "40,000 tasks");
    }
  }

  @Test
  void shouldMarkEachKindOfFailureByAShape() throws Exception {
    String svg = made(Samples.JOBLOG, false);

    assertThat(svg)
        .contains("class=\"mark failed\" d=\"M", "class=\"mark crashed\" d=\"M")
        .contains("class=\"mark stopped\" d=\"M", "1 crashed", "1 timed out, or ended with the run")
        .contains("<title id=\"title\">", "x&lt;b&gt;.log");
    assertThat(elements(svg)).isGreaterThan(10);
  }

  @Test
  void shouldDrawThePredictedEndAgainstTheTrueOne() throws Exception {
    String svg = made(Samples.events(), false);

    assertThat(svg)
        .contains("class=\"range\"", "class=\"likely\"", "true end 20.0 s", "tasks that ran")
        .contains("the predicted range held for 84% of the time");
    assertThat(elements(svg)).isGreaterThan(10);
  }

  @Test
  void shouldNotMarkFailuresOfOtherRuns() throws Exception {
    String run = Samples.events();
    String later = run.replace("T12:", "T13:");
    String longer = later.replace("\"elapsedSeconds\":20.0", "\"elapsedSeconds\":20.5");
    String marks = "class=\"mark failed\" d=\"([^\"]*)\"";

    assertThat(group(made(run + longer, false), marks).split("M"))
        .hasSameSizeAs(group(made(longer, false), marks).split("M"));
  }

  @Test
  void shouldMakeAPageThatAsksForNothingAndRunsNothingElse() throws Exception {
    String page = made(Samples.JOBLOG.replace("a.tif", HOSTILE), true);

    String policy = group(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; script-src '"
                + hash(group(page, "(?s)<script>(.*?)</script>"))
                + "'; style-src '"
                + hash(group(page, "(?s)<style>(.*?)</style>"))
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain("src=", "href=", "http:", "https:", "innerHTML", "url(");
    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)", "x&lt;b&gt;.log");
  }

  @Test
  void shouldHoldAllTasksAsDataWithoutMarkup() throws Exception {
    String page = made(Samples.JOBLOG.replace("a.tif", HOSTILE), true);

    String packed = group(page, "(?s)id=\"data\">(.*?)</script>");
    String data = unpacked(packed);
    assertThat(page.length() - packed.length()).isLessThan(60_000);
    assertThat(data)
        .startsWith("{\"length\":8000000,\"laneCount\":2,\"complete\":true,\"pauses\":[],")
        .contains(
            "\"starts\":[0,0,2000000,1000000,500000,500000]",
            "\"durations\":[2000000,3000000,1500000,1000000,500000,4000000]",
            "\"lanes\":[0,1,0,1,0,0]",
            "\"outcomes\":\"013401\"",
            "\"retried\":[1]",
            "\"allNamed\":true",
            "[1,\"convert b.tif\",\"exited with status 1\",1]",
            "[0,\"convert \\u003c/script>\\u003cscript>alert(1)\\u003c/script>")
        .doesNotContain("<", "\u202e");
  }

  @Test
  void shouldNameThoseThatFailedAndTheSlowestOfMany() throws Exception {
    String page = made(Samples.manyJobs(30_000, 4), true);

    String data = unpacked(group(page, "(?s)id=\"data\">(.*?)</script>"));
    int details = data.substring(data.indexOf("\"details\"")).split("\\],\\[").length;
    assertThat(data).contains("\"allNamed\":false", "\"exited with status 1\"");
    assertThat(details).isBetween(1000, 2000);
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String unpacked(String packed) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(packed);
    return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
  }
}
