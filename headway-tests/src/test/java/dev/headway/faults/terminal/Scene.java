package dev.headway.faults.terminal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One run of {@link Program} and whatever comes of it: a directory, a script that starts it, and a
 * mark in the environment by which each of its processes is found, also the orphans.
 */
final class Scene {
  static final String DIRECTORY = "HEADWAY_FAULTS_DIRECTORY";
  static final String STARTED = "started-";
  static final String GATE = "open";

  /** For whatever has to come at all, on a machine that has other work too. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final long POLL_NANOS = 5_000_000;

  private final String mark = "HEADWAY_FAULTS_MARK=" + UUID.randomUUID();
  private final Path directory;

  /** What is done to a scene. */
  interface Act {
    void play(Scene scene) throws Exception;
  }

  /** A living process of the scene. */
  record Member(long pid, char state, String command) {
    boolean isWorker() {
      return command.contains("WorkerMain");
    }

    boolean isProgram() {
      return command.contains(Program.class.getName());
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
    }
  }

  private Scene(Path directory) {
    this.directory = directory;
  }

  /** Plays it as often as the system property {@code faults.repeat} says, each time anew. */
  static void each(Act act) throws Exception {
    for (int i = 0; i < Integer.getInteger("faults.repeat", 1); i++) {
      Scene scene = new Scene(Files.createTempDirectory("faults"));
      try {
        Files.createDirectory(scene.temporary());
        act.play(scene);
      } finally {
        scene.clear();
      }
    }
  }

  Path directory() {
    return directory;
  }

  /** Where the program has its temporary files. */
  Path temporary() {
    return directory.resolve("tmp");
  }

  /**
   * Writes a script that becomes the program, with the environment of an ordinary user.
   *
   * @param environment assignments such as TERM=dumb
   */
  Path script(List<String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("exec", "env", "--default-signal=HUP,INT,QUIT,TERM", "-u", "HEADWAY_PROGRESS"));
    command.addAll(List.of("-u", "CI", "-u", "NO_COLOR", "-u", "JAVA_TOOL_OPTIONS"));
    command.add(mark);
    command.add(DIRECTORY + "=" + directory);
    command.add("LC_ALL=C.UTF-8");
    command.add("CLASSPATH=" + System.getProperty("java.class.path"));
    command.addAll(environment);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + temporary());
    command.add(Program.class.getName());
    command.addAll(List.of(options));
    Path script = directory.resolve("run");
    Files.writeString(
        script,
        "#!/bin/sh\n" + String.join(" ", command.stream().map(Scene::quoted).toList()) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static String quoted(String word) {
    return word.equals("exec") ? word : "'" + word + "'";
  }

  /** What a command of the shell said that ran the script, to be waited for. */
  Ran shell(String command) throws Exception {
    File out = directory.resolve("out").toFile();
    File err = directory.resolve("err").toFile();
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out)
            .redirectError(err)
            .start();
    if (!shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      shell.destroyForcibly();
      throw new AssertionError(command + " did not end within " + PATIENCE);
    }
    return new Ran(shell.exitValue(), text(out.toPath()), text(err.toPath()));
  }

  /** How a command ended. */
  record Ran(int status, String out, String err) {}

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Lets the tasks go on that wait at the gate. */
  void openGate() throws IOException {
    Files.createFile(directory.resolve(GATE));
  }

  long started() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith(STARTED)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitStarted(int tasks) {
    await("started tasks", this::started, count -> count >= tasks, PATIENCE);
  }

  Member program() {
    return await(
            "the program", this::members, all -> all.stream().anyMatch(Member::isProgram), PATIENCE)
        .stream()
        .filter(Member::isProgram)
        .findFirst()
        .orElseThrow();
  }

  List<Member> workers() {
    return members().stream().filter(Member::isWorker).toList();
  }

  /** Waits until no process of the scene is left, and no temporary file. */
  void awaitNobody(Duration bound) throws IOException {
    await("processes left", this::members, List::isEmpty, bound);
    try (Stream<Path> all = Files.walk(temporary())) {
      List<Path> left = all.filter(file -> !file.equals(temporary())).toList();
      if (!left.isEmpty()) {
        throw new AssertionError("There are files left: " + left);
      }
    }
  }

  /** Who lives. The environment of one that has ended cannot be read, even if nobody reaped it. */
  List<Member> members() {
    List<Member> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : (Iterable<Path>) all::iterator) {
        if (Character.isDigit(process.getFileName().toString().charAt(0))) {
          Member member = member(process);
          if (member != null) {
            found.add(member);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Member member(Path process) {
    try {
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      if (!environment.contains(mark + "\0")) {
        return null;
      }
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      String command =
          Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .replace('\0', ' ')
              .strip();
      boolean ended = state == 'Z' || state == 'X' || command.isEmpty();
      long pid = Long.parseLong(process.getFileName().toString());
      return ended ? null : new Member(pid, state, command);
    } catch (IOException | UncheckedIOException gone) {
      return null; // Or it belongs to somebody else.
    }
  }

  /** Looks again and again until it is enough. */
  static <T> T await(String what, Supplier<T> probe, Predicate<T> enough, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (true) {
      T found = probe.get();
      if (enough.test(found)) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("After " + bound + ", " + what + ": " + found);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void clear() throws IOException {
    for (Member member : members()) {
      ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
