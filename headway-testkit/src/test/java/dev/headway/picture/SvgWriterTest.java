package dev.headway.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.testkit.Screen;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgWriterTest {

  private final Screen screen = new Screen(20, 4);
  private final Film film = new Film();

  private void show(long millis, String output) throws IOException {
    screen.output().write(output.getBytes(StandardCharsets.UTF_8));
    film.add(millis, screen.spans());
  }

  private String written(long millis) {
    return new SvgWriter(20, "a < b", "less & less").write(film.stills(), millis);
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
    Document svg = parsed(written(1000));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(all(svg, "title").get(0).getTextContent()).isEqualTo("a < b");
    assertThat(all(svg, "desc").get(0).getTextContent()).isEqualTo("less & less");
    assertThat(texts(svg)).containsExactly("a < b", "1 < 2 && \"3\" > '2'");
    assertThat(all(svg, "script")).isEmpty();
  }

  @Test
  void shouldStoreEachRowOnceHoweverOftenItStands() throws Exception {
    show(0, "same\r\n");
    show(100, "other\r\n");
    show(200, "same\r\n");
    Document svg = parsed(written(1000));
    assertThat(texts(svg)).containsOnlyOnce("same", "other");
    assertThat(all(svg, "use"))
        .extracting(use -> use.getAttribute("href") + " " + use.getAttribute("y"))
        .containsExactly("#r0 0", "#r1 19", "#r0 38");
  }

  @Test
  void shouldShowEachRowFromWhenItStoodUntilItWasReplaced() throws Exception {
    show(5000, "0%");
    show(5250, "\r1%");
    show(5500, "\r2%");
    assertThat(written(1000))
        .contains("@keyframes k0-250{0%{visibility:visible}25%,to{visibility:hidden}}")
        .contains(
            "@keyframes k250-500{0%{visibility:hidden}25%{visibility:visible}"
                + "50%,to{visibility:hidden}}")
        .contains("@keyframes k500{0%{visibility:hidden}50%,to{visibility:visible}}")
        .contains("animation-duration:1s");
  }

  @Test
  void shouldBeTheLastStillWithoutAnimation() throws Exception {
    show(0, "0%\r\n");
    show(100, "\033[1;1H1%\r\n");
    List<Element> scenes =
        all(parsed(written(1000)), "g").stream()
            .filter(g -> !g.getAttribute("style").isEmpty())
            .toList();
    assertThat(scenes).extracting(g -> g.getAttribute("visibility")).containsExactly("hidden", "");
  }

  @Test
  void shouldTakeWhatComesAtOnceForOneChange() throws Exception {
    show(0, "one");
    show(49, "two");
    show(60, "three");
    assertThat(film.stills()).extracting(Still::millis).containsExactly(0L, 60L);
    assertThat(film.stills().get(0).texts().get(0)).isEqualTo("onetwo");
  }

  @Test
  void shouldPutEachStyleWhereItsCellsAre() throws Exception {
    show(0, " a \033[1;36mbc\033[0m   \r\n");
    Document svg = parsed(written(1000));
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
    Document svg = parsed(written(1000));
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
}
