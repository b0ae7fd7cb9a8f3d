package dev.headway.internal.terminal.device;

import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The console handlers of {@code java.util.logging}, which keep the {@code System.err} of the time
 * when they were made.
 */
final class LogHandlers {

  private LogHandlers() {}

  /**
   * Puts a handler that writes to what {@code System.err} is now, with the same settings, in the
   * place of each console handler. Handlers of classes derived from it are left alone, and so are
   * those that write there already. Without the module {@code java.logging} nothing happens.
   */
  static void redirect() {
    try {
      LogManager manager = LogManager.getLogManager();
      List<String> names = Collections.list(manager.getLoggerNames());
      for (String name : names) {
        Logger logger = manager.getLogger(name);
        if (logger != null) {
          redirect(logger);
        }
      }
    } catch (LinkageError | SecurityException | UnsupportedEncodingException notHere) {
      // What they write goes past the bar, and stands above it all the same.
    }
  }

  private static void redirect(Logger logger) throws UnsupportedEncodingException {
    for (Handler handler : logger.getHandlers()) {
      if (handler.getClass() == ConsoleHandler.class) {
        Handler redirected = new Redirected();
        redirected.setLevel(handler.getLevel());
        redirected.setFilter(handler.getFilter());
        redirected.setFormatter(handler.getFormatter());
        redirected.setEncoding(handler.getEncoding());
        redirected.setErrorManager(handler.getErrorManager());
        logger.addHandler(redirected);
        logger.removeHandler(handler);
      }
    }
  }

  /** Known by its class, so that it is not replaced again. */
  private static final class Redirected extends ConsoleHandler {}
}
