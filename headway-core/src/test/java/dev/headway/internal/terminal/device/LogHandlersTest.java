package dev.headway.internal.terminal.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class LogHandlersTest {

  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream before = new ByteArrayOutputStream();
  private final ByteArrayOutputStream after = new ByteArrayOutputStream();
  private final Logger logger = Logger.getLogger(LogHandlersTest.class.getName());

  @BeforeEach
  void prepare() {
    logger.setUseParentHandlers(false);
    System.setErr(new PrintStream(before, true, UTF_8));
  }

  @AfterEach
  void putBack() {
    System.setErr(realErr);
    for (Handler handler : logger.getHandlers()) {
      logger.removeHandler(handler);
    }
  }

  @Test
  void shouldLetAConsoleHandlerWriteToTheStreamOfNow() {
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.FINE);
    console.setFilter(record -> !record.getMessage().contains("secret"));
    console.setFormatter(
        new SimpleFormatter() {
          @Override
          public String format(LogRecord record) {
            return record.getLevel() + " " + record.getMessage() + "\n";
          }
        });
    logger.addHandler(console);
    logger.setLevel(Level.ALL);
    logger.info("one");
    System.setErr(new PrintStream(after, true, UTF_8));

    LogHandlers.redirect();
    logger.fine("two");
    logger.info("secret");
    logger.finer("three");
    Handler redirected = logger.getHandlers()[0];
    LogHandlers.redirect();

    assertThat(before.toString(UTF_8)).isEqualTo("INFO one\n");
    assertThat(after.toString(UTF_8)).isEqualTo("FINE two\n");
    assertThat(logger.getHandlers()).containsExactly(redirected);
  }

  @Test
  void shouldLeaveOtherHandlersAlone() {
    Handler derived = new ConsoleHandler() {};
    Handler stream = new StreamHandler(before, new SimpleFormatter());
    logger.addHandler(derived);
    logger.addHandler(stream);
    LogHandlers.redirect();
    assertThat(logger.getHandlers()).containsExactly(derived, stream);
  }
}
