package dev.headway.internal.terminal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.json.JsonLines;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedHelloTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Main a b, /lib/x.jar, com.acme.Main",
    "com.acme/com.acme.Main a/b, '', com.acme.Main",
    "/opt/my tools/x.jar a, /opt/my tools/x.jar, x.jar",
    "x.jar, x.jar, x.jar",
    "'', '', ''",
  })
  void shouldNameTheProgram(String command, String classPath, String name) {
    assertThat(FeedHello.program(command, classPath)).isEqualTo(name);
  }

  @Test
  void shouldTellTheVersion() {
    String hello = FeedHello.of(new JsonLines(InstantSource.system())).toString();

    assertThat(hello).containsPattern("\"version\":\"\\d+\\.\\d+\\.\\d+");
  }
}
