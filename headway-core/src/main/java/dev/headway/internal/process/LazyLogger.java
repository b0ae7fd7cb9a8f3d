package dev.headway.internal.process;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The system's logger of a name, asked for when there is something to say: to start the JDK's
 * logging costs a program that has not done so ten milliseconds, and most runs say nothing.
 */
public record LazyLogger(String name) implements System.Logger {
  private System.Logger logger() {
    return System.getLogger(name);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return logger().isLoggable(level);
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable e) {
    logger().log(level, bundle, text, e);
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, @Nullable String text, Object... values) {
    logger().log(level, bundle, text, values);
  }
}
