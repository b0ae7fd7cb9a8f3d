package dev.headway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgWriterTest {

  private final Emulator emulator = emulator(20);
  private final FrameSequence frames = new FrameSequence();

  private static Emulator emulator(int columns) {
    return new Emulator(new CastHeader(2, columns, 4, null, null, null, null));
  }

  private void show(long millis, String output) {
    emulator.show(new CastEvent(0, "o", output));
    frames.add(millis, emulator.spans());
  }

  private String written() {
    return new SvgWriter(20, "a < b").write(frames.frames());
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document) {
    return all(document, "text").stream().map(Element::getTextContent).toList();
  }

  @Test
  void shouldBeWellFormedAndSayWhatItIs() throws Exception {
    show(0, "1 < 2 && \"3\" > '2'\r\n");
    Document svg = parsed(written());
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(all(svg, "title").get(0).getTextContent()).isEqualTo("a < b");
    assertThat(all(svg, "desc").get(0).getTextContent()).isEqualTo("1 < 2 && \"3\" > '2'");
    assertThat(texts(svg)).containsExactly("a < b", "1 < 2 && \"3\" > '2'");
    assertThat(all(svg, "script")).isEmpty();
  }

  @Test
  void shouldShowTextsThatLookLikePlacesOfATemplate() throws Exception {
    String line = "${stage} ${rows} ${keyframes} $1 %%cast%% \\0";
    Emulator wide = emulator(60);
    for (int i = 0; i < 40; i++) {
      wide.show(new CastEvent(0, "o", i + line + "\r\n"));
      frames.add(i * 100, wide.spans());
    }
    String svg = new SvgWriter(60, line).write(frames.frames());
    assertThat(texts(parsed(svg))).contains(line, "0" + line, "39" + line);
    assertThat(svg).hasSizeLessThan(20_000);
  }

  @Test
  void shouldBeWellFormedWhateverIsShown() throws Exception {
    String evil = "]]></style></svg><script>\u202e\u0085\ufffe\ud800&\"'\033]0;x\007";
    show(0, evil);
    Document svg = parsed(new SvgWriter(20, evil + "\0").write(frames.frames()));
    assertThat(all(svg, "script")).isEmpty();
    assertThat(all(svg, "svg")).hasSize(1);
  }

  @Test
  void shouldGiveNoPlaceToAStyleThatIsNone() throws Exception {
    Span span = new Span(0, 1, "a", "red\"><script> #fff;x:y bg-\"/> bold");
    Document svg =
        parsed(new SvgWriter(20, "").write(List.of(new ScreenFrame(0, List.of(List.of(span))))));
    assertThat(all(svg, "text").get(1).getAttribute("class")).isEqualTo("bold");
    assertThat(all(svg, "text").get(1).hasAttribute("style")).isFalse();
  }

  @Test
  void shouldBeBoundedHoweverMuchChanges() throws Exception {
    FrameSequence frames = new FrameSequence();
    for (int i = 0; i < 600; i++) {
      List<List<Span>> rows = new ArrayList<>();
      for (int row = 0; row < 500; row++) {
        rows.add(List.of(new Span(0, 4, Integer.toString(i + row), "")));
      }
      frames.add(i * 100L, rows);
    }
    String svg = new SvgWriter(20, "").write(frames.frames());
    assertThat(svg).hasSizeLessThan(5 << 20);
    assertThat(texts(parsed(svg))).contains("1098"); // The last is never left out.
    assertThat(frames.frames()).hasSizeGreaterThan(20);
  }

  @Test
  void shouldKeepMomentsOfALongFilmWhoseMomentsAreSmall() {
    for (int i = 0; i < 10_000; i++) {
      show(i * 100L, "\r" + i);
    }
    assertThat(frames.frames()).hasSizeBetween(600, 1200);
    assertThat(frames.frames().get(frames.frames().size() - 1).texts()).containsExactly("9999");
  }

  @Test
  void shouldRefuseOneScreenThatIsTooMuchForAPicture() {
    List<List<Span>> rows = new ArrayList<>();
    for (int row = 0; row < 500; row++) {
      List<Span> spans = new ArrayList<>();
      for (int column = 0; column < 500; column++) {
        spans.add(new Span(column, 1, "x", (row + column) % 2 == 0 ? "red" : "blue"));
      }
      spans.add(new Span(500, 1, Integer.toString(row), ""));
      rows.add(spans);
    }
    frames.add(0, rows);
    assertThatThrownBy(frames::frames).hasMessageContaining("too much for a picture");
  }

  @Test
  void shouldStoreEachRowOnceHoweverOftenItStands() throws Exception {
    show(0, "same\r\n");
    show(100, "other\r\n");
    show(200, "same\r\n");
    Document svg = parsed(written());
    assertThat(texts(svg)).containsOnlyOnce("same", "other");
    assertThat(all(svg, "use"))
        .extracting(use -> use.getAttribute("href") + " " + use.getAttribute("y"))
        .containsExactly("#r0 0", "#r1 19", "#r0 38");
  }

  @Test
  void shouldShowEachRowFromWhenItStoodUntilItWasReplaced() throws Exception {
    show(0, "0%");
    show(500, "\r1%");
    show(1000, "\r2%");
    assertThat(written())
        .contains("@keyframes k0-500{0%{visibility:visible}12.5%,to{visibility:hidden}}")
        .contains(
            "@keyframes k500-1000{0%{visibility:hidden}12.5%{visibility:visible}"
                + "25%,to{visibility:hidden}}")
        .contains("@keyframes k1000{0%{visibility:hidden}25%,to{visibility:visible}}")
        .contains("animation-duration:4s");
  }

  @Test
  void shouldBeTheLastStillWithoutAnimation() throws Exception {
    show(0, "0%\r\n");
    show(100, "\r\033[1A1%\r\n");
    List<Element> scenes =
        all(parsed(written()), "g").stream()
            .filter(g -> !g.getAttribute("style").isEmpty())
            .toList();
    assertThat(scenes).extracting(g -> g.getAttribute("visibility")).containsExactly("hidden", "");
  }

  @Test
  void shouldTakeWhatComesAtOnceForOneChange() throws Exception {
    show(0, "one");
    show(49, "two");
    show(60, "three");
    assertThat(frames.frames()).extracting(ScreenFrame::millis).containsExactly(0L, 60L);
    assertThat(frames.frames().get(0).texts().get(0)).isEqualTo("onetwo");
  }

  @Test
  void shouldPutEachStyleWhereItsCellsAre() throws Exception {
    show(0, " a \033[1;36mbc\033[0m   \r\n");
    Document svg = parsed(written());
    assertThat(all(svg, "text").subList(1, 3))
        .extracting(
            text ->
                text.getTextContent()
                    + " at "
                    + text.getAttribute("x")
                    + " for "
                    + text.getAttribute("textLength")
                    + " "
                    + text.getAttribute("class"))
        .containsExactly("a at 8.4 for 8.4 ", "bc at 25.2 for 16.8 bold cyan");
  }

  @Test
  void shouldDrawBlocksWithoutGaps() throws Exception {
    show(0, "|\033[32m██▌\033[0m |");
    Document svg = parsed(written());
    assertThat(all(svg, "rect"))
        .filteredOn(rect -> !rect.hasAttribute("id"))
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.getAttribute("x")).isEqualTo("8.4");
              assertThat(bar.getAttribute("width")).isEqualTo("21");
              assertThat(bar.getAttribute("class")).isEqualTo("green");
            });
  }

  @Test
  void shouldPaintBackgroundsAndColoursThatHaveNoName() throws Exception {
    show(0, "\033[38;2;17;34;51;44mon blue\033[0m \033[7mturned\033[0m");
    Document svg = parsed(written());
    assertThat(all(svg, "text").get(1).getAttribute("style")).isEqualTo("fill:#112233");
    assertThat(all(svg, "rect"))
        .filteredOn(rect -> !rect.hasAttribute("id"))
        .extracting(rect -> rect.getAttribute("class") + " " + rect.getAttribute("width"))
        .containsExactly("blue 58.8", "ink 50.4");
    assertThat(all(svg, "text").get(2).getAttribute("class")).isEqualTo("paper");
  }

  @Test
  void shouldKeepAllMomentsOfALongFilmWithinBounds() {
    for (int second = 0; second < 100_000; second++) {
      show(second * 1000L, "\r" + second);
    }
    assertThat(frames.frames()).hasSizeBetween(600, 1200);
    ScreenFrame last = frames.frames().get(frames.frames().size() - 1);
    assertThat(last.texts()).containsExactly("99999");
  }
}
