package dev.headway.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The programs of this machine that contestants are run with.
 *
 * @param root the checkout
 * @param java the JDK's command
 * @param python the Python that has most of the peers
 * @param terminal true if there is a command to make a pseudo terminal with
 * @param found what of the needs is there
 */
record Tools(Path root, Path java, String python, boolean terminal, Set<Need> found) {
  private static final String PACKAGE = "dev.headway.bench.contestant.";
  private static final List<Need> MODULES =
      List.of(Need.TQDM, Need.JOBLIB, Need.RICH, Need.NUMPY, Need.MPIRE);
  private static final List<Need> PROGRAMS = List.of(Need.XARGS, Need.PARALLEL, Need.CC, Need.PV);

  static Tools find(Path root) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String python = "";
    Set<Need> found = EnumSet.noneOf(Need.class);
    // Debian's packages are seen by Debian's Python only, which may not be the first on the path.
    for (String candidate : List.of("/usr/bin/python3", "python3")) {
      Set<Need> modules = modules(candidate);
      if (python.isEmpty() && runs(candidate, "-V") || modules.size() > found.size()) {
        python = candidate;
        found = modules;
      }
    }
    for (Need program : PROGRAMS) {
      if (runs(program.name().toLowerCase(Locale.ROOT), "--version")) {
        found.add(program);
      }
    }
    if (Runtime.version().feature() >= 24) {
      found.add(Need.JAVA_24);
    }
    return new Tools(root, java, python, runs("script", "-V"), found);
  }

  private static Set<Need> modules(String python) {
    Set<Need> found = EnumSet.noneOf(Need.class);
    for (Need module : MODULES) {
      if (runs(python, "-c", "import " + module.name().toLowerCase(Locale.ROOT))) {
        found.add(module);
      }
    }
    return found;
  }

  private static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why a contestant cannot be run here; empty if it can. */
  String lack(Contestant contestant) {
    if (contestant.kind() == Contestant.Kind.PYTHON && python.isEmpty()) {
      return "there is no python3";
    }
    return contestant.needs().stream()
        .filter(need -> !found.contains(need))
        .map(Need::lack)
        .findFirst()
        .orElse("");
  }

  List<String> command(Contestant contestant) {
    List<String> command = new ArrayList<>();
    List<String> words = contestant.words();
    switch (contestant.kind()) {
      case JAVA -> {
        command.add(java.toString());
        command.addAll(contestant.options());
        command.add("-Dheadway.root=" + root);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(PACKAGE + words.get(0));
      }
      case PYTHON -> {
        command.add(python);
        command.add(root.resolve("headway-bench/peers").resolve(words.get(0)).toString());
      }
      case COMMAND -> command.add(root.resolve(words.get(0)).toString());
      case KNOWN -> throw new IllegalArgumentException("This is not run: " + contestant.name());
    }
    command.addAll(words.subList(1, words.size()));
    return command;
  }

  /** What a command says; empty if it cannot be run. */
  static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said.strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
