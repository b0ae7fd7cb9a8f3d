package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.cli.run.FinishedJob.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said when the system does not start a program. */
class StartErrorTest {
  @TempDir private Path folder;

  private String program(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  private static StartError error(String program) {
    IOException why =
        catchThrowableOfType(IOException.class, () -> new ProcessBuilder(program).start());
    return StartError.of(program, why);
  }

  @Test
  void shouldSayThatThereIsNoProgram() {
    StartError error = error(folder.resolve("none").toString());

    assertThat(error.message()).isEqualTo("there is no program " + folder.resolve("none"));
    assertThat(error.ending()).isEqualTo(Ending.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/none/perl -w\n', its interpreter /none/perl does not exist",
    "'#! \t/none/sh', its interpreter /none/sh does not exist",
    "'#!/none\r\n"
        + "', 'its first line, which names the interpreter /none, ends with a carriage"
        + " return'"
  })
  void shouldNameTheInterpreterThatIsMissing(String content, String why) throws IOException {
    String script = program("script", content);
    StartError error = error(script);

    assertThat(error.message()).isEqualTo(script + " cannot be started: " + why);
    assertThat(error.ending()).isEqualTo(Ending.NOT_FOUND);
  }

  @Test
  void shouldFollowInterpretersThatAreScripts() throws IOException {
    String first = program("first", "#!/none/sh\n");
    String second = program("second", "#!" + first + "\n");

    assertThat(error(second).message()).endsWith("its interpreter /none/sh does not exist");
  }

  @Test
  void shouldNameTheInterpreterThatMayNotBeRun() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "");

    assertThat(error(program("script", "#!" + plain + "\n")).message())
        .endsWith("its interpreter " + plain + " may not be run");
  }

  @Test
  void shouldSayThatTheLoaderOfAProgramIsMissing() throws IOException {
    IOException why = new IOException("error=2, No such file or directory");

    assertThat(StartError.of(program("binary", "\u007fELF"), why).message())
        .endsWith("cannot be started: it is there, but not the loader that it needs");
  }
}
