package dev.headway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the real sha256sum, byte for byte. */
@Tag("faults")
class HashFilesTest {

  /** The shell makes these, because not every name is text to every JVM. */
  private static final String MAKE =
      """
      mkdir -p tree/sub/empty 'tree/with space'
      printf one > tree/sub/one
      printf two > 'tree/with space/a file + plus %20'
      printf three > tree/"$(printf 'caf\\303\\251 \\345\\206\\231\\347\\234\\237')"
      printf four > tree/"$(printf 'not\\377text')"
      printf five > tree/"$(printf 'new\\nline')"
      printf six > 'tree/back\\slash'
      printf seven > tree/"$(printf 'return\\r')"
      printf eight > tree/-dash
      printf nine > tree/sub.file
      : > tree/nothing
      head -c 20000000 /dev/urandom > tree/big
      ln -s one tree/sub/link
      ln -s sub tree/linked
      """;

  /** Even root cannot read all files of this folder, where it exists; others not what is locked. */
  private static final Path KERNEL = Path.of("/proc/sys/vm");

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws Exception {
    assertThat(shell(Map.of(), MAKE).status()).isZero();
  }

  @AfterEach
  void unlock() throws Exception {
    shell(Map.of(), "chmod -R u+rwx tree");
  }

  private ExampleProcess shell(Map<String, String> environment, String script, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(Arrays.asList(args));
    return ExampleProcess.run(folder, environment, command);
  }

  private ExampleProcess sha256sum(Map<String, String> environment, String... folders)
      throws IOException, InterruptedException {
    return shell(
        environment,
        "find \"$@\" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum --",
        folders);
  }

  private ExampleProcess hashFiles(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return ExampleProcess.example(folder, environment, HashFiles.class, args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void shouldPrintWhatSha256sumPrints(String locale) throws Exception {
    Map<String, String> environment = Map.of("LC_ALL", locale);

    ExampleProcess hashed = hashFiles(environment, "--workers=3", "tree");

    assertThat(hashed.out()).isEqualTo(sha256sum(environment, "tree").out()).hasLineCount(11);
    assertThat(hashed.status()).isZero();
    assertThat(hashed.err()).contains("sha256: finished, 11 in ").doesNotContain("HashFiles: ");
  }

  @Test
  void shouldTakeSeveralFoldersAndAbsolutePaths() throws Exception {
    String absolute = folder.resolve("tree/with space").toString();

    ExampleProcess hashed = hashFiles(Map.of(), "./tree/sub", absolute, "tree/sub.file");

    assertThat(hashed.out())
        .isEqualTo(sha256sum(Map.of(), "./tree/sub", absolute, "tree/sub.file").out())
        .hasLineCount(3);
    assertThat(hashed.status()).isZero();
  }

  @Test
  void shouldReportWhatCannotBeReadAndHashTheRest() throws Exception {
    shell(Map.of(), "chmod 000 tree/sub/one tree/sub.file");
    String[] folders = {"tree", Files.isDirectory(KERNEL) ? KERNEL.toString() : "tree/sub"};

    ExampleProcess hashed = hashFiles(Map.of(), folders);
    ExampleProcess expected = sha256sum(Map.of(), folders);

    Set<String> failed = complaints("HashFiles", hashed.err());
    assertThat(failed).isEqualTo(complaints("sha256sum", expected.err())).isNotEmpty();
    assertThat(hashed.out()).isEqualTo(expected.out());
    assertThat(hashed.status()).isEqualTo(1);
    assertThat(hashed.err()).contains(failed.size() + " failed");
  }

  private static Set<String> complaints(String program, String err) {
    return Pattern.compile("^" + program + ": '?([^:']+)'?: .+$", Pattern.MULTILINE)
        .matcher(err)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldReportAFolderThatIsNotThere() throws Exception {
    ExampleProcess hashed = hashFiles(Map.of(), "nowhere", "tree/sub");

    assertThat(hashed.status()).isEqualTo(1);
    assertThat(hashed.err()).contains("HashFiles: nowhere: No such file or directory");
    assertThat(hashed.out()).endsWith("  tree/sub/one\n").hasLineCount(1);
  }

  @Test
  void shouldSayHowItIsUsed() throws Exception {
    assertThat(hashFiles(Map.of()))
        .matches(run -> run.status() == 2 && run.err().contains("Usage"));
  }
}
