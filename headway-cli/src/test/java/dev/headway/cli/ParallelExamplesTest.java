package dev.headway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of GNU parallel's manual by headway run, and by parallel where it is installed.
 * Output and files must be the same byte for byte, and the same as recorded. To record them anew
 * from parallel: {@code -Dgolden.update=true}.
 */
class ParallelExamplesTest {
  private static final String RESOURCE = "parallel-examples.properties";
  private static final Path PARALLEL = Path.of("/usr/bin/parallel");
  private static final int AT_ONCE = 2;

  /** Each example starts a JVM at least: all of them only where both programs are compared. */
  private static final int SAMPLE = 3;

  /** Stand-ins for programs that a machine may lack. */
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "lame", "cp \"$1\" \"$3\"",
          "convert", "for last; do :; done; echo \"$*\" > \"$last\"",
          "wget", "case \"$*\" in *fail*) exit 1;; esac",
          "unzip", "touch unzipped",
          "do_step2", "cat");

  private static final List<String> OTHER_PROGRAMS =
      List.of(
          "youtube-dl",
          "host",
          "do_step1",
          "do_something",
          "traceroute",
          "curl",
          "my_command",
          "myprog",
          "your_prg",
          "sudo",
          "apt-file");

  @TempDir private Path folder;

  @Test
  void shouldHaveARecordOfEachExample() throws Exception {
    List<String> names = ParallelExample.all().stream().map(ParallelExample::name).toList();

    assertThat(names).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    assertThat(recorded().stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  @Tag("faults")
  void shouldGiveTheBytesThatParallelGives() throws Exception {
    makePrograms();
    boolean installed = Files.isExecutable(PARALLEL);
    List<ParallelExample> examples = installed ? ParallelExample.all() : sample();
    Map<String, String> expected = new TreeMap<>();
    Properties recorded = recorded();
    examples.forEach(one -> expected.put(one.name(), recorded.getProperty(one.name())));
    if (installed) {
      Map<String, String> now = digests("parallel", examples);
      if (Boolean.getBoolean("golden.update")) {
        record(now);
        expected.putAll(now);
      }
      assertThat(now).as("what parallel gives, as it is recorded").isEqualTo(expected);
    }

    assertThat(digests("headway", examples)).isEqualTo(expected);
  }

  private static List<ParallelExample> sample() throws IOException {
    List<ParallelExample> all = ParallelExample.all();
    return IntStream.range(0, all.size()).filter(i -> i % SAMPLE == 0).mapToObj(all::get).toList();
  }

  /** Runs all examples, and returns a digest for each. */
  private Map<String, String> digests(String program, List<ParallelExample> examples)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, Future<String>> running = new TreeMap<>();
      for (ParallelExample example : examples) {
        String line = program.equals("parallel") ? example.parallel() : example.headway();
        Path place = folder.resolve(program + " " + running.size()).resolve("work");
        running.put(example.name(), threads.submit(() -> digest(example, line, place)));
      }
      Map<String, String> digests = new TreeMap<>();
      for (Map.Entry<String, Future<String>> each : running.entrySet()) {
        digests.put(each.getKey(), each.getValue().get());
      }
      return digests;
    } finally {
      threads.shutdownNow();
    }
  }

  private String digest(ParallelExample example, String line, Path place) throws Exception {
    Files.createDirectories(place);
    bash(example.files() + "; find . -exec touch -h -d @1600000000 {} +", place);
    byte[] out = bash(line, place);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(example.ordered() ? out : sorted(out));
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted().toList()) {
        digest.update((place.relativize(file) + "\n").getBytes(UTF_8));
        if (Files.isRegularFile(file)) {
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16)
        + (Boolean.getBoolean("examples.show") ? " " + new String(out, UTF_8) : "");
  }

  private static byte[] sorted(byte[] out) {
    return new String(out, ISO_8859_1)
        .lines()
        .sorted()
        .collect(Collectors.joining("\n"))
        .getBytes(ISO_8859_1);
  }

  private byte[] bash(String line, Path place) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(place.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PARALLEL"));
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("SHELL", "/bin/bash");
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
    environment.put("HEADWAY_PROGRESS", "off");
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectError(place.resolveSibling("err").toFile())
            .start();
    byte[] out;
    try (InputStream in = process.getInputStream()) {
      out = in.readAllBytes();
    }
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(line).isTrue();
    return out;
  }

  private void makePrograms() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String name : OTHER_PROGRAMS) {
      program(bin, name, "printf '%s\\n' \"${0##*/} $*\"");
    }
    for (Map.Entry<String, String> each : PROGRAMS.entrySet()) {
      program(bin, each.getKey(), "printf '%s\\n' \"${0##*/} $*\"; " + each.getValue());
    }
    program(bin, "bzip2", "exec tr a-z A-Z");
    program(bin, "parallel", "exec " + PARALLEL + " --will-cite \"$@\"");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command = "exec '" + java + "' -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp '";
    String classPath = System.getProperty("java.class.path");
    program(bin, "headway", command + classPath + "' " + Main.class.getName() + " \"$@\"");
  }

  private static void program(Path bin, String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static Properties recorded() throws IOException {
    Properties recorded = new Properties();
    try (InputStream in = ParallelExamplesTest.class.getResourceAsStream(RESOURCE)) {
      recorded.load(in);
    }
    return recorded;
  }

  private static void record(Map<String, String> digests) throws IOException {
    List<String> lines = new ArrayList<>(List.of("# What GNU parallel 20221122 gives."));
    digests.forEach((name, digest) -> lines.add(name.replace(" ", "\\ ") + "=" + digest));
    Path file =
        Path.of(System.getProperty("basedir"), "src/test/resources/dev/headway/cli", RESOURCE);
    Files.write(file, lines, UTF_8);
  }
}
