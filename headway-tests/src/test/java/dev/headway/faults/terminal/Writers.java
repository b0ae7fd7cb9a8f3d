package dev.headway.faults.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.headway.Pool;
import dev.headway.work.Threads;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.slf4j.simple.SimpleLoggerFactory;

/**
 * The ways in which a Java program writes to its terminal, side by side in two jobs: each result is
 * told in each way, as in {@code log4j.2.17}.
 */
final class Writers {
  static final int ITEMS = 24;

  /** What Headway can let stand whole, whenever the program took hold of its streams. */
  static final String[] WHOLE = {
    "out", "err", "jul", "log4jFollow", "logback", "simple",
  };

  /** What goes past it if the streams were taken before Headway was first used. */
  static final String[] PAST = {"writer", "stream", "log4j"};

  /** What always goes past it. */
  static final String[] FOREIGN = {"console", "child", "descriptor"};

  private interface Way {
    void tell(String text) throws Exception;
  }

  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** Takes hold of the streams, as loggers do when they are first used. */
  private Writers() {
    ways.put("out", text -> System.out.println(text));
    ways.put("err", text -> System.err.println(text));
    PrintWriter writer = new PrintWriter(System.out, true);
    ways.put("writer", writer::println);
    PrintStream stream = System.err;
    ways.put("stream", stream::println);
    java.util.logging.Logger jul = java.util.logging.Logger.getLogger("jul");
    jul.info("taken");
    ways.put("jul", jul::info);
    ways.put("log4j", LogManager.getLogger("log4j")::error);
    ways.put("log4jFollow", LogManager.getLogger("follow")::error);
    ways.put("simple", new SimpleLoggerFactory().getLogger("simple")::info);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    BasicConfigurator configurator = new BasicConfigurator();
    configurator.setContext(context);
    configurator.configure(context);
    ways.put("logback", context.getLogger("logback")::info);
    Console console = System.console();
    ways.put("console", text -> console.printf("%s%n", text).flush());
    ways.put("child", Writers::child);
    ways.put("descriptor", Writers::descriptor);
  }

  private static void child(String text) throws IOException, InterruptedException {
    new ProcessBuilder("echo", text).inheritIO().start().waitFor();
  }

  private static void descriptor(String text) throws IOException {
    @SuppressWarnings("resource") // Closing it would close standard error.
    FileOutputStream raw = new FileOutputStream(FileDescriptor.err);
    raw.write((text + "\n").getBytes(UTF_8));
  }

  private void tell(String number) throws Exception {
    for (Map.Entry<String, Way> way : ways.entrySet()) {
      way.getValue().tell(way.getKey() + "." + number + ".");
    }
  }

  /**
   * Runs the jobs.
   *
   * @param early whether the streams are taken before Headway is used, not during the first job
   * @param longTasks whether some tasks take so long that they are listed below the bar
   */
  static void run(boolean early, boolean longTasks) throws Exception {
    Writers writers = early ? new Writers() : null;
    PrintStream usual = System.out;
    try (Pool pool = Pool.on(Threads.of(4))) {
      for (int job = 1; job <= 2; job++) {
        int done = 0;
        for (int result :
            pool.over(IntStream.range(0, ITEMS).boxed().toList())
                .named("work")
                .map(input -> work(input, longTasks))) {
          if (writers == null) {
            awaitBar(usual);
            writers = new Writers();
          }
          writers.tell(job + "." + result);
          done++;
        }
        System.out.println("job " + job + " done " + done);
      }
    }
  }

  /** The bar is up as soon as it has put streams of its own in the place of the usual ones. */
  private static void awaitBar(PrintStream usual) throws InterruptedException {
    long deadline = System.nanoTime() + Scene.PATIENCE.toNanos();
    while (System.out == usual) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("There is no bar.");
      }
      Thread.sleep(10);
    }
  }

  private static int work(int input, boolean longTasks) throws InterruptedException {
    Thread.sleep(longTasks && input % 8 == 3 ? 3000 : 60);
    return input;
  }
}
