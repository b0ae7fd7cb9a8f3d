package dev.headway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a public repository demands of the POMs, as they are with what they inherit. */
class PublishedPomsTest {

  private static final Document PARENT = pom("pom.xml");

  private static Document pom(String name) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(Sources.read(name).getBytes(UTF_8)));
    } catch (Exception e) {
      throw new IllegalStateException(name + " cannot be read.", e);
    }
  }

  private static List<String> all(Document pom, String path) {
    try {
      NodeList found =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        Node node = found.item(i);
        texts.add(node.getTextContent().strip());
      }
      return texts;
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static boolean isPublished(String module) {
    return !all(pom(module + "/pom.xml"), "/project/properties/maven.deploy.skip").contains("true");
  }

  private static Stream<String> published() {
    return all(PARENT, "//modules/module").stream()
        .distinct()
        .filter(module -> isPublished(module));
  }

  /** The value of a module, or else the inherited one; name and description are its own. */
  private static List<String> effective(Document module, String path) {
    List<String> own = all(module, path);
    return own.isEmpty() ? all(PARENT, path) : own;
  }

  @ParameterizedTest
  @MethodSource("published")
  void shouldSayWhatAPublicRepositoryDemands(String module) {
    Document pom = pom(module + "/pom.xml");

    assertThat(all(pom, "/project/artifactId")).containsExactly(module);
    for (String own : List.of("name", "description")) {
      assertThat(all(pom, "/project/" + own)).as(own).hasSize(1).doesNotContain("");
    }
    assertThat(all(pom, "/project/description").get(0)).as("a sentence").endsWith(".");
    for (String path :
        List.of(
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/url",
            "scm/url",
            "scm/connection",
            "scm/developerConnection")) {
      assertThat(effective(pom, "/project/" + path)).as(path).hasSize(1).doesNotContain("");
    }
  }

  @Test
  void shouldInheritTheAddressesAsTheyAre() {
    assertThat(all(PARENT, "/project/@child.project.url.inherit.append.path"))
        .containsExactly("false");
    for (String each : List.of("url", "connection", "developerConnection")) {
      assertThat(all(PARENT, "/project/scm/@child.scm." + each + ".inherit.append.path"))
          .as(each)
          .containsExactly("false");
    }
  }

  @Test
  void shouldPublishWhatUsersNeedAndNothingElse() {
    assertThat(published())
        .contains("headway-core", "headway-testkit", "headway-recording", "headway-cli")
        .doesNotContain("headway-tests", "headway-bench", "examples", "headway-dist");
    List<String> excluded = all(PARENT, "//excludeArtifacts/excludeArtifact");
    List<String> kept = new ArrayList<>(List.of("headway-parent"));
    for (String module : all(PARENT, "//modules/module")) {
      if (!isPublished(module)) {
        kept.addAll(all(pom(module + "/pom.xml"), "/project/artifactId"));
      }
    }
    assertThat(excluded).as("in the profile publish").containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void shouldHaveTheLicenceInEachJar() {
    for (String module : published().toList()) {
      List<String> resources =
          effective(pom(module + "/pom.xml"), "/project/build/resources/resource/directory");
      assertThat(resources).as(module).contains("${project.build.directory}/licence");
    }
  }
}
