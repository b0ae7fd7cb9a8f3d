package dev.headway.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command in a JVM of its own, with pipes for its streams. */
final class ChildProcess implements AutoCloseable {
  /** A bit less than a test may take, so that it is said what was waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(9);

  /** As bits of a mask, where the first is that of signal 1. */
  private static final long HUP_INT_QUIT_TERM = 0b100_0000_0000_0111;

  private static final boolean LATER_JAVA = Runtime.version().feature() >= 22;
  private static final long POLL_MILLIS = 5;

  private final Process process;

  ChildProcess(Process process) {
    this.process = process;
  }

  static ChildProcess headway(String... args) throws IOException {
    return headwayShown("plain", args);
  }

  /** The command, with its progress shown in another way. */
  static ChildProcess headwayShown(String progress, String... args) throws IOException {
    return headwayIn(Map.of("HEADWAY_PROGRESS", progress), args);
  }

  /** The command, with other variables in its environment. */
  static ChildProcess headwayIn(Map<String, String> environment, String... args)
      throws IOException {
    return headwayUnder(List.of(), environment, args);
  }

  /** The command, started by another, whose last words are its own. */
  static ChildProcess headwayUnder(
      List<String> starter, Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    if (areSignalsIgnored()) {
      // A build in the background or under nohup ignores some, and so would all its children.
      command.addAll(List.of("env", "--default-signal=HUP,INT,QUIT,TERM"));
    }
    command.addAll(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC"));
    if (LATER_JAVA) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start());
  }

  /** In the jar, Java finds by itself what is for its version. */
  private static String classPath() throws IOException {
    String usual = System.getProperty("java.class.path");
    Path later = classes().resolve("META-INF/versions/22");
    return LATER_JAVA && Files.exists(later) ? later + File.pathSeparator + usual : usual;
  }

  private static Path classes() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether jobs have process groups of their own. */
  static boolean hasJobGroups() {
    return LATER_JAVA && System.getProperty("os.name").equals("Linux");
  }

  private static boolean areSignalsIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    return (Long.parseUnsignedLong(mask.substring(7).strip(), 16) & HUP_INT_QUIT_TERM) != 0;
  }

  /** Ends it as nothing can be heard of, and its workers with it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  long pid() {
    return process.pid();
  }

  String out() throws IOException {
    return new String(process.getInputStream().readAllBytes());
  }

  String err() throws IOException {
    return process.errorReader().lines().collect(Collectors.joining("\n"));
  }

  /** Writes this to its standard input, which ends then. */
  ChildProcess feed(byte[] input) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    return this;
  }

  /** Writes a line to its standard input, which goes on. */
  void feedLine(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  InputStream outStream() {
    return process.getInputStream();
  }

  byte[] outBytes() throws IOException {
    return process.getInputStream().readAllBytes();
  }

  /** Reads its standard error up to a line that says one of these, and returns that. */
  String awaitErr(String... texts) throws IOException {
    String line = "";
    while (Stream.of(texts).noneMatch(line::contains)) {
      line = process.errorReader().readLine();
      if (line == null) {
        throw new AssertionError("It ended before it said " + List.of(texts));
      }
    }
    return line;
  }

  /** Waits until it has made a file. */
  void awaitFile(Path file) throws IOException {
    await(
        () -> process.isAlive() && !Files.exists(file) ? List.of(file) : List.of(), List::isEmpty);
    if (!Files.exists(file)) {
      throw new AssertionError("It ended before it made " + file + ", and said: " + err());
    }
  }

  BufferedReader outReader() {
    return process.inputReader();
  }

  /** Waits until it has so many worker processes. */
  List<ProcessHandle> awaitWorkers(int count) {
    return await(() -> process.children().toList(), all -> all.size() >= count);
  }

  /** Waits until it, and what it has started, has so many processes. */
  List<ProcessHandle> awaitDescendants(int count) {
    return await(() -> process.descendants().toList(), all -> all.size() >= count);
  }

  /** Waits until so many files are in a folder. */
  static void awaitFiles(Path folder, int count) {
    await(() -> List.of(folder.toFile().list()), files -> files.size() >= count);
  }

  /** Waits until nothing is in a folder. */
  static void awaitEmpty(Path folder) {
    await(() -> List.of(folder.toFile().list()), List::isEmpty);
  }

  /** Waits until none of these processes runs any more. */
  static void awaitEnd(List<ProcessHandle> processes) {
    await(() -> processes.stream().filter(ChildProcess::runs).toList(), List::isEmpty);
  }

  /** An orphan that has ended stays in the list until process 1 looks, but has no program. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Waits until all of these processes are stopped, or until none is. */
  static void awaitStopped(boolean stopped, List<ProcessHandle> processes) {
    await(
        () -> processes.stream().filter(each -> isStopped(each) != stopped).toList(),
        List::isEmpty);
  }

  private static boolean isStopped(ProcessHandle process) {
    try {
      String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return line.charAt(line.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  private static <T> T await(Supplier<T> probe, Predicate<T> enough) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T found = probe.get();
      if (enough.test(found)) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("After " + PATIENCE + " there is still " + found);
      }
      pause();
    }
  }

  /** Another process of the machine needs the processor, mostly the one that is waited for. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  int awaitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("It did not end within " + PATIENCE);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
