package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headway.internal.process.config.JvmOption;
import dev.headway.internal.process.config.ParentOptions;
import dev.headway.process.Configs;
import dev.headway.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Headway adds gives way to what others say. */
class WorkerOptionsTest {
  private static final String TOOLS = "JAVA_TOOL_OPTIONS";
  private static final String DEBUGGER =
      "-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:5005";

  private final Map<String, String> environment = new HashMap<>();
  private List<String> own = List.of();
  private List<String> ofImage = List.of();

  private List<String> words(Processes backend) throws Exception {
    return options(backend).words();
  }

  private WorkerOptions options(Processes backend) throws Exception {
    ParentOptions options =
        new ParentOptions(
            own.stream().map(JvmOption::of).toList(), ofImage.stream().map(JvmOption::of).toList());
    return WorkerOptions.of(Configs.of(backend), options, environment);
  }

  @Test
  void shouldChooseACollectorUnlessSomebodyHas() throws Exception {
    assertThat(words(Processes.of(2))).contains("-XX:+UseSerialGC");
    assertThat(words(Processes.of(2).jvmOptions("-XX:+UseParallelGC")))
        .contains("-XX:+UseParallelGC")
        .doesNotContain("-XX:+UseSerialGC");
    ofImage = List.of("-XX:+UseG1GC");
    assertThat(words(Processes.of(2))).doesNotContain("-XX:+UseSerialGC");
    ofImage = List.of();
    environment.put("_JAVA_OPTIONS", "-XX:-UseSerialGC");
    assertThat(words(Processes.of(2))).doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void shouldLetTheLastCollectorCount() throws Exception {
    environment.put(TOOLS, "-XX:+UseG1GC");
    Processes backend = Processes.of(2).jvmOptions("-XX:+UseZGC", "-XX:+UseParallelGC");

    assertThat(words(backend))
        .contains("-XX:-UseG1GC", "-XX:-UseZGC")
        .doesNotContain("-XX:-UseParallelGC");
    environment.put("_JAVA_OPTIONS", "-XX:+UseG1GC");
    assertThat(words(backend))
        .contains("-XX:-UseParallelGC")
        .doesNotContain("-XX:-UseG1GC", "-XX:+UseSerialGC");
  }

  @Test
  void shouldNotTakeTheCollectorAndTheHeapOfThisJvm() throws Exception {
    own = List.of("-XX:+UseZGC", "-Xmx7g", "-Xms7g", "-Xlog:gc:file=x", DEBUGGER, "-ea");

    assertThat(words(Processes.of(2)))
        .contains("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=37.5", "-ea")
        .doesNotContain("-XX:+UseZGC", "-Xmx7g", "-Xms7g", "-Xlog:gc:file=x", DEBUGGER);
    assertThat(words(Processes.of(2).inheritOptions(false))).doesNotContain("-ea");
  }

  @Test
  void shouldShareTheMemoryThatTheEnvironmentGives() throws Exception {
    environment.put(TOOLS, "-XX:MaxRAMPercentage=50.0");

    assertThat(words(Processes.of(4))).contains("-XX:MaxRAMPercentage=12.5");
    assertThat(words(Processes.of(4).heap(64 << 20))).contains("-Xmx67108864");
    assertThat(words(Processes.of(4).jvmOptions("-XX:MaxRAMPercentage=20")))
        .contains("-XX:MaxRAMPercentage=20")
        .doesNotContain("-XX:MaxRAMPercentage=12.5");
    environment.put(TOOLS, "-Xms2g -Xmx3g");
    assertThat(words(Processes.of(4))).noneMatch(word -> word.contains("MaxRAM"));
    assertThat(words(Processes.of(4).heap(64 << 20))).contains("-Xms0", "-Xmx67108864");
  }

  @Test
  void shouldLeaveFlagsAndLogsToTheEnvironment() throws Exception {
    environment.put("JDK_JAVA_OPTIONS", "-XX:+UsePerfData -XX:ArchiveRelocationMode=1 -Xlog:gc");

    assertThat(words(Processes.of(2)))
        .noneMatch(word -> word.matches(".*(UsePerfData|ArchiveRelocationMode|Xlog).*"));
    environment.clear();
    assertThat(words(Processes.of(2).jvmOptions("-Xlog:gc")))
        .containsSubsequence("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:gc");
  }

  @Test
  void shouldTakeOutOfTheEnvironmentWhatTwoCannotHave(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "-Df=1 -Dcom.sun.management.x=1");
    environment.put(TOOLS, "-Da='1 2' " + DEBUGGER + " -Xlog:gc:file=gc.log");
    environment.put("JDK_JAVA_OPTIONS", "--add-opens a/b=c @" + file);
    environment.put("_JAVA_OPTIONS", "-javaagent:x.jar");
    words(Processes.of(2));

    assertThat(environment)
        .containsEntry(TOOLS, "\"-Da=1 2\"")
        .containsEntry("JDK_JAVA_OPTIONS", "--add-opens=a/b=c -Df=1")
        .doesNotContainKey("_JAVA_OPTIONS");
  }

  @Test
  void shouldLeaveTheEnvironmentOtherwise() throws Exception {
    String odd = "  -Da='1'  -Xmx1g";
    environment.put(TOOLS, odd);
    environment.put("_JAVA_OPTIONS", "-javaagent:x.jar");
    words(Processes.of(2).environment("_JAVA_OPTIONS", "-javaagent:x.jar"));

    assertThat(environment)
        .containsEntry(TOOLS, odd)
        .containsEntry("_JAVA_OPTIONS", "-javaagent:x.jar");
  }

  @Test
  void shouldKnowWhichPropertiesAreForWorkersAlone() throws Exception {
    environment.put(TOOLS, "-Da=1");
    environment.put("_JAVA_OPTIONS", "-Db=1");
    Processes backend = Processes.of(2).jvmOptions("-Dc=1").environment("_JAVA_OPTIONS", "-Db=1");

    assertThat(options(backend).chosenProperties()).contains("b", "c").doesNotContain("a");
  }

  @Test
  void shouldDescribeCrashesWhereAnOptionSays() throws Exception {
    environment.put(TOOLS, "-XX:ErrorFile=/a/%p");
    assertThat(options(Processes.of(2)).crashFile().pattern()).isEqualTo("/a/%p");
    own = List.of("-XX:ErrorFile=/b/%p");
    assertThat(words(Processes.of(2))).contains("-XX:ErrorFile=/b/%p");
  }

  @Test
  void shouldTakeOptionsOfTwoWordsAndFiles(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("file"), "-XX:+UseParallelGC '-Da=1 2'");
    Processes backend = Processes.of(2).jvmOptions("--add-opens", "a/b=c", "@file");

    assertThat(words(backend.directory(folder)))
        .containsSubsequence("--add-opens=a/b=c", "-XX:+UseParallelGC", "-Da=1 2")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void shouldRefuseWhatIsNotForWorkers() {
    for (String[] options :
        new String[][] {
          {"-cp", "x"}, {"--module-path=x"}, {"-version"}, {"-Xmx1g -ea"}, {"--add-opens"}, {"x"}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Processes.of(1).jvmOptions(options))
          .withMessageEndingWith(".");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Processes.of(1).jvmOptions("password=secret"))
        .withMessage("This is no option of a JVM: password=….");
  }

  @Test
  void shouldShowNoSecrets() {
    assertThat(JvmOption.redacted("-Dkey=secret")).isEqualTo("-Dkey=…");
    assertThat(JvmOption.redacted("-Dfile.encoding=UTF-8")).isEqualTo("-Dfile.encoding=UTF-8");
    assertThat(JvmOption.redacted("-javaagent:x.jar=secret")).isEqualTo("-javaagent:x.jar=…");
    assertThat(JvmOption.redacted("-XX:OnError=curl secret")).isEqualTo("-XX:OnError=…");
    assertThat(JvmOption.redacted("--add-opens=a/b=c")).isEqualTo("--add-opens=a/b=c");
    assertThat(JvmOption.redacted("-XX:ErrorFile=x")).isEqualTo("-XX:ErrorFile=x");
    Processes backend = Processes.of(1).jvmOptions("-Dk=secret").environment("KEY", "secret");
    assertThat(Configs.of(backend).toString()).contains("-Dk=…", "KEY").doesNotContain("secret");
  }
}
