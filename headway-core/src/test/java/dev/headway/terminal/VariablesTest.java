package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.internal.terminal.settings.TaskbarSupport;
import dev.headway.internal.terminal.settings.TestRunDetector;
import dev.headway.internal.terminal.settings.Variables;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (String pair : pairs) {
      String[] both = pair.split("=", 2);
      properties.setProperty(both[0], both[1]);
    }
    return properties;
  }

  @ParameterizedTest
  @CsvSource({
    "headway.progress, HEADWAY_PROGRESS",
    "headway.summary, HEADWAY_SUMMARY",
    "headway.record, HEADWAY_RECORD",
    "headway.taskbar, HEADWAY_TASKBAR"
  })
  void shouldLetAPropertyStandForEachVariableAndWin(String property, String variable) {
    Map<String, String> environment = Map.of(variable, "bar", "NO_COLOR", "1");
    Map<String, String> said = Variables.of(environment, properties(property + "=off"));
    assertThat(said).containsEntry(variable, "off").containsEntry("NO_COLOR", "1");
    assertThat(Variables.name(said, variable)).isEqualTo(property);

    Map<String, String> unsaid = Variables.of(environment, properties("user.dir=/"));
    assertThat(unsaid).isEqualTo(environment);
    assertThat(Variables.name(unsaid, variable)).isEqualTo(variable);
  }

  @Test
  void shouldReadNoPropertyOfTheParentInAWorkerProcess() {
    Map<String, String> environment = Map.of(ViewKind.VARIABLE, "off");
    Properties properties = properties("headway.worker=3", "headway.progress=bar");
    assertThat(Variables.of(environment, properties)).isEqualTo(environment);
  }

  @Test
  void shouldReadTheVariablesByTheNamesThatTheyHave() {
    assertThat(
            new String[] {
              ViewKind.VARIABLE,
              SummaryLines.VARIABLE,
              RecordingView.VARIABLE,
              TaskbarSupport.VARIABLE,
            })
        .containsExactly(
            "HEADWAY_PROGRESS", "HEADWAY_SUMMARY", "HEADWAY_RECORD", "HEADWAY_TASKBAR");
  }

  @Test
  void shouldKnowThatThisIsATest() {
    assertThat(TestRunDetector.isOne(System.getProperties()))
        .as("as the runner of this test has set the properties of its JVM")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "surefire.test.class.path=/a.jar",
        "org.gradle.test.worker=1",
        "idea.test.cyclic.buffer.size=1048576",
        "sun.java.command=org.apache.maven.surefire.booter.ForkedBooter /tmp",
        "sun.java.command=org.junit.platform.console.ConsoleLauncher execute",
        "sun.java.command=com.intellij.rt.junit.JUnitStarter -junit5 MyTest",
        "sun.java.command=org.eclipse.jdt.internal.junit.runner.RemoteTestRunner -version 3",
        "sun.java.command=com.microsoft.java.test.runner.Launcher"
      })
  void shouldKnowTheRunnersOfTests(String property) {
    assertThat(TestRunDetector.isOne(properties(property))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.java.command=com.example.Main org.junit.Test",
        "basedir=/home/me/project",
        "java.class.path=/junit-platform-launcher.jar"
      })
  void shouldTakeNoProgramForATest(String property) {
    assertThat(TestRunDetector.isOne(properties(property))).isFalse();
  }
}
