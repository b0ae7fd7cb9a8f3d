package dev.headway.bench.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jobs of /bin/true, by a runner of commands: {@code way=headway}, {@code journal}, {@code xargs},
 * {@code parallel} or {@code spawn}, a loop in C. What is measured is {@code what=cpu} or {@code
 * wall}, for each job and without the start of the runner; {@code first}, until there is output; or
 * {@code heap}, the bytes that live after the last collection.
 */
final class CommandJobs {
  private static final int USUAL_JOBS = 2000;

  /** It takes ten times as long for each. */
  private static final int PARALLEL_JOBS = 200;

  private static final String TRUE = "/bin/true";
  private static final String TWO = "2";

  private final Path folder;
  private final String way;

  private CommandJobs(Path folder, String way) {
    this.folder = folder;
    this.way = way;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    String way = arguments.text("way", "headway");
    int jobs = arguments.number("jobs", way.equals("parallel") ? PARALLEL_JOBS : USUAL_JOBS);
    Path folder = Files.createTempDirectory("headway-bench");
    try {
      CommandJobs runner = new CommandJobs(folder, way);
      Timed.answer(
          switch (arguments.text("what", "cpu")) {
            case "cpu" -> runner.cost(jobs, true);
            case "wall" -> runner.cost(jobs, false);
            case "first" -> runner.first(jobs);
            case "heap" -> runner.heap(jobs);
            default -> throw new IllegalArgumentException("There is no such measure.");
          });
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Of a run of many jobs and one of a single job the difference, for each job. */
  private double cost(int jobs, boolean cpu) throws IOException, InterruptedException {
    measure(1, cpu); // Builds it, if it has to be built.
    double one = measure(1, cpu);
    return (measure(jobs, cpu) - one) / (jobs - 1);
  }

  private double measure(int jobs, boolean cpu) throws IOException, InterruptedException {
    long cpuBefore = ChildrenCpu.nanos();
    long before = System.nanoTime();
    run(start(jobs, List.of(TRUE)));
    return cpu ? ChildrenCpu.nanos() - cpuBefore : System.nanoTime() - before;
  }

  private double first(int jobs) throws IOException, InterruptedException {
    run(start(1, List.of(TRUE)));
    long before = System.nanoTime();
    Process process =
        start(jobs, List.of("/bin/echo")).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    process.getInputStream().read();
    long time = System.nanoTime() - before;
    process.getInputStream().readAllBytes();
    check(process);
    return time;
  }

  private double heap(int jobs) throws IOException, InterruptedException {
    run(start(1, List.of(TRUE)));
    Path log = folder.resolve("gc.log");
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-Xmn1m", "-Xlog:gc:" + log)); // It collects in the shortest of runs too.
    command.addAll(List.of("-jar", root().resolve("headway-cli/target/headway.jar").toString()));
    command.addAll(headway());
    command.add(TRUE);
    run(process(command, jobs));
    String last = "";
    for (String line : Files.readAllLines(log)) {
      last = line.contains("->") ? line : last;
    }
    // As in: Pause Young (Allocation Failure) 21M->5M(120M) 1.2ms
    return Double.parseDouble(last.replaceAll(".*->(\\d+)M.*", "$1")) * (1 << 20);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path root() {
    return Path.of(System.getProperty("headway.root", "."));
  }

  private ProcessBuilder start(int jobs, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(runner());
    command.addAll(words);
    return process(command, jobs);
  }

  private List<String> runner() throws IOException, InterruptedException {
    return switch (way) {
      case "xargs" -> List.of("xargs", "-P", TWO, "-n1");
      case "parallel" -> List.of("parallel", "--will-cite", "-j", TWO);
      case "spawn" -> List.of(compiled(), TWO);
      default -> {
        List<String> command = new ArrayList<>(List.of(root().resolve("headway").toString()));
        command.addAll(headway());
        yield command;
      }
    };
  }

  private List<String> headway() throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "-j", TWO));
    words.addAll(List.of("--joblog", folder.resolve("joblog").toString()));
    if (way.equals("journal")) {
      Path journal = folder.resolve("journal");
      Files.deleteIfExists(journal);
      words.addAll(List.of("--journal", journal.toString()));
    }
    return words;
  }

  private String compiled() throws IOException, InterruptedException {
    Path program = folder.resolve("spawn");
    if (!Files.exists(program)) {
      Path source = root().resolve("headway-bench/peers/spawn.c");
      check(
          new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
              .inheritIO()
              .start());
    }
    return program.toString();
  }

  private ProcessBuilder process(List<String> command, int jobs) throws IOException {
    Path inputs = folder.resolve("inputs");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < jobs; i++) {
      lines.append(i).append('\n');
    }
    Files.writeString(inputs, lines);
    return new ProcessBuilder(command)
        .redirectInput(inputs.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT); // The terminal, for the bar.
  }

  private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
    check(builder.start());
  }

  private static void check(Process process) throws InterruptedException {
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException("It ended with status " + status + ".");
    }
  }
}
