package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A copy of a script that starts the command, with another program in place of Java. */
final class LauncherCopy {
  /** In place of what builds a checkout. */
  private static final String BUILT =
      """
      find_java() { java=$root/runtime/bin/java; }
      build_if_stale() { :; }
      archive_if_stale() { archive=; }
      """;

  private final Path folder;
  private final Path script;

  private LauncherCopy(Path folder, Path script) {
    this.folder = folder;
    this.script = script;
  }

  /** Of both scripts: that of a checkout, and that of an installation. */
  static List<LauncherCopy> all(Path folder, String java) throws IOException {
    Path program = folder.resolve("runtime/bin/java");
    Files.createDirectories(program.getParent());
    Files.writeString(program, java);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(Files.createDirectory(folder.resolve("launcher")).resolve("build.sh"), BUILT);
    return List.of(
        copied(folder, "headway", "headway"),
        copied(folder, "headway-dist/src/main/dist/bin/headway", "bin/headway"));
  }

  private static LauncherCopy copied(Path folder, String from, String to) throws IOException {
    Path copy = folder.resolve(to);
    Files.createDirectories(copy.getParent());
    return new LauncherCopy(folder, Files.copy(Path.of("../..").resolve(from), copy));
  }

  /** What the program says when a shell runs this text, in which "$@" is the script. */
  String run(String text, String... words) throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of("sh", "-c", text, "sh", "sh"));
    command.add(script.toString());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }
}
