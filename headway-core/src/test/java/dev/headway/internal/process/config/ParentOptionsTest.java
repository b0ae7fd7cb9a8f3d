package dev.headway.internal.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentOptionsTest {
  @TempDir Path folder;

  private List<String> of(String... command) throws Exception {
    return ParentOptions.ofCommand(List.of(command), folder);
  }

  @Test
  void shouldReadTheOptionsUpToTheMainClass() throws Exception {
    assertThat(of("/usr/bin/java", "-ea", "--add-opens", "a/b=c", "-cp", "x", "Main", "-Dx", ""))
        .containsExactly("-ea", "--add-opens=a/b=c", "-cp=x");
    assertThat(of("java", "-Dx=1", "-jar", "app.jar", "-Dy=2")).containsExactly("-Dx=1");
    assertThat(of("java", "-p", "x", "--module=a/b.C", "@y")).containsExactly("-p=x");
    assertThat(of("java", "--source", "17", "Foo.java", "-Dy")).containsExactly("--source=17");
    assertThat(of("java")).isEmpty();
  }

  @Test
  void shouldReadFilesOfOptions() throws Exception {
    Files.writeString(folder.resolve("arguments"), "-Da='1 2' -cp y Main -Dz=1");
    Files.writeString(folder.resolve("vm"), "-Xint -Dv=\"x y\"");

    assertThat(of("java", "-Db", "-XX:VMOptionsFile=vm", "@arguments", "-Dc"))
        .containsExactly("-Db", "-Xint", "-Dv=x y", "-Da=1 2", "-cp=y");
    assertThat(of("java", "--disable-@files", "-Db", "@arguments")).doesNotContain("-cp=y");
  }

  /** Then the JVM itself is asked. */
  @Test
  void shouldNotGuessFromAnotherCommand() {
    assertThatIOException().isThrownBy(() -> of("/opt/app/bin/App", "-Dx=1", "Main"));
    assertThatIOException().isThrownBy(() -> of("java", "@gone", "Main"));
  }

  @Test
  void shouldReadTheManifestOfAJar() {
    Attributes attributes = new Attributes();
    attributes.putValue("Add-Opens", "java.base/java.lang  java.base/java.util");
    attributes.putValue("Add-Exports", "java.base/sun.misc");

    assertThat(ParentOptions.ofManifest(attributes))
        .containsExactly(
            "--add-exports=java.base/sun.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED");
    assertThat(ParentOptions.ofManifest(new Attributes())).isEmpty();
  }

  @Test
  void shouldNameFilesFromEverywhere() {
    String here = Path.of("").toAbsolutePath() + "/";
    String two = here + "x" + File.pathSeparator + "/y";

    assertThat(ParentOptions.absolute("-Xbootclasspath/a:x" + File.pathSeparator + "/y"))
        .isEqualTo("-Xbootclasspath/a:" + two);
    assertThat(ParentOptions.absolute("--patch-module=a=x"))
        .isEqualTo("--patch-module=a=" + here + "x");
    assertThat(ParentOptions.absolute("-XX:ErrorFile=%p"))
        .isEqualTo("-XX:ErrorFile=" + here + "%p");
    assertThat(ParentOptions.absolute("-Da=x")).isEqualTo("-Da=x");
  }

  @Test
  void shouldKeepSecretsOffTheCommand() {
    List<String> words =
        List.of("-Dapp.key=x", "-Djava.a=1", "-Djdk.tls.password=x", "-Duser.language=de", "-ea");
    ParentOptions own = new ParentOptions(words.stream().map(JvmOption::of).toList(), List.of());

    assertThat(own.handedOn())
        .extracting(JvmOption::text)
        .containsExactly("-Djava.a=1", "-Duser.language=de", "-ea");
  }
}
