package dev.headway.internal.process.launch;

import dev.headway.internal.process.config.JvmOption;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.text.LoadErrors;
import dev.headway.internal.text.UserText;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What would keep every worker from starting, found before anything starts or is shown. */
public final class StartCheck {
  /** A debugger that listens; what comes after the last colon of its address is the port. */
  private static final Pattern LISTENS =
      Pattern.compile(
          "(-agentlib:jdwp=|-Xrunjdwp:)(?=.*server=y).*?address=([^,]*:)?([^,:]*)(,.*)?");

  private final AtomicBoolean passed = new AtomicBoolean();

  /**
   * Looks at the settings and at the machine, unless nothing was found before.
   *
   * @throws WorkerStartException if no worker can start
   */
  public void passOnce(ProcessConfig config) {
    if (passed.get()) {
      return;
    }
    HeadwayJar.check();
    try {
      JavaCommandBuilder.check(config);
      for (JvmOption option : config.jvm().parsed()) {
        checkPort(option, config.workers());
      }
      SocketDirectory.choose();
      passed.set(true);
    } catch (IOException e) {
      if (ResourceExhaustion.isCauseOf(e)) {
        return; // Workers that are up go on, or it is told when none is.
      }
      throw new WorkerStartException(
          "Worker processes could not be started: " + UserText.message(e), e);
    } catch (LinkageError | InternalError e) {
      throw new WorkerStartException(
          "Worker processes could not be started: " + LoadErrors.of(e), e);
    }
  }

  private static void checkPort(JvmOption option, int workers) throws IOException {
    Matcher listens = LISTENS.matcher(option.text());
    if (workers > 1 && listens.matches() && !listens.group(3).equals("0")) {
      throw new IOException(
          "Only one of "
              + workers
              + " can listen at port "
              + listens.group(3)
              + " for a debugger. Use one worker, or address=0, where each takes a port of its own"
              + " and prints it.");
    }
  }
}
