package dev.headway.cli;

import dev.headway.cli.attach.Attachment;
import dev.headway.cli.attach.Program;
import dev.headway.cli.attach.ProgramState;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Waits;
import dev.headway.progress.Ticker;
import dev.headway.progress.View;
import dev.headway.terminal.TerminalViewProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the progress of another program. */
@Command(
    name = "attach",
    description = {
      "Show the progress of another program in this terminal.",
      "The program serves it if HEADWAY_FEED=on is in its environment. Ctrl-C ends this command"
          + " alone.",
      "With HEADWAY_PROGRESS=json the lines of its feed go to standard output."
    },
    exitCodeList = {
      "0:The job has ended.",
      "1:The program was killed, or cannot be attached to.",
      "2:The command was not understood. Nothing was run.",
      "129:Ended by SIGHUP.",
      "130:Interrupted with Ctrl-C.",
      "141:Standard output was closed.",
      "143:Ended by SIGTERM."
    })
final class Attach implements Callable<Integer> {
  private static final long LEAVE_MILLIS = 1000;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID",
      description = "The process; not needed if there is one alone. headway ps lists them.")
  private @Nullable Long pid;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Attach() {}

  @Override
  public Integer call() {
    Program program = program();
    boolean json =
        Variables.ofProcess().getOrDefault("HEADWAY_PROGRESS", "").trim().equalsIgnoreCase("json");
    ConsoleOutput out = ConsoleOutput.of(spec);
    View view = json ? snapshot -> {} : new TerminalViewProvider().view();
    Consumer<String> lines = json ? out::line : line -> {};
    Attachment attachment = new Attachment(program, view, lines, this::remark, Ticker.system());
    ProgramTime.ofProcess().hold(); // A stop of this machine is no silence of the program.
    Attachment.End end;
    try {
      end = leavingAtInterrupt(attachment);
    } finally {
      ProgramTime.ofProcess().letGo();
    }
    return switch (end) {
      case DONE, LEFT -> 0;
      case KILLED -> {
        remark("The program with process " + program.pid() + " has died with its job unfinished.");
        yield ErrorReporter.FAILED;
      }
      case CLOSED -> {
        remark("Process " + program.pid() + " goes on, and has closed its feed.");
        yield ErrorReporter.FAILED;
      }
    };
  }

  private void remark(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(spec.qualifiedName() + ": " + text);
    err.flush();
  }

  /** Ctrl-C takes the bar away before this process ends. */
  private static Attachment.End leavingAtInterrupt(Attachment attachment) {
    CountDownLatch left = new CountDownLatch(1);
    Thread hook = new Thread(() -> leave(attachment, left), "headway-leave");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return attachment.run();
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } finally {
      left.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The hook is what ends this.
      }
    }
  }

  private static void leave(Attachment attachment, CountDownLatch left) {
    attachment.leave();
    Waits.uninterrupted(interrupted -> left.await(LEAVE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private Program program() {
    if (pid != null) {
      long wanted = pid;
      return programs().stream()
          .filter(one -> one.pid() == wanted)
          .findFirst()
          .orElseThrow(
              () ->
                  new UserError(
                      "Process "
                          + wanted
                          + " serves no progress, or is not yours. Start it with"
                          + " HEADWAY_FEED=on; headway ps lists those that do."));
    }
    List<Program> all = programs();
    if (all.isEmpty()) {
      throw new UserError(Ps.NONE);
    }
    if (all.size() == 1) {
      return all.get(0);
    }
    List<ProgramState> states = Ps.states(spec);
    if (states.size() == 1) {
      return states.get(0).program();
    }
    throw new UserError(
        "Several programs serve their progress. Give the PID of one, as in: headway attach "
            + all.get(0).pid()
            + "\n"
            + String.join("\n", Ps.table(states)));
  }

  private List<Program> programs() {
    try {
      return Program.all(System.getenv(), this::remark);
    } catch (IOException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
