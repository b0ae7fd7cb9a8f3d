package dev.headway.internal.terminal.settings;

import java.util.Properties;
import java.util.Set;

/**
 * Detects whether this process runs tests. In a test run progress is of no use, and must not mix
 * with the report of the tests. A process that a test starts is no test run.
 */
public final class TestRunDetector {

  /** Set by Surefire and Failsafe, by Gradle, by IntelliJ IDEA, in the JVM that runs the tests. */
  private static final Set<String> PROPERTIES =
      Set.of("surefire.test.class.path", "org.gradle.test.worker", "idea.test.cyclic.buffer.size");

  /** Main classes of runners that set no property, and of those above in older versions. */
  private static final Set<String> MAINS =
      Set.of(
          "org.apache.maven.surefire.",
          "org.junit.",
          "org.testng.",
          "com.intellij.rt.junit.",
          "com.intellij.rt.testng.",
          "org.eclipse.jdt.internal.junit",
          "com.microsoft.java.test.runner.",
          "com.google.testing.junit.runner.",
          "org.apache.tools.ant.taskdefs.optional.junit.");

  private TestRunDetector() {}

  /**
   * Looks at the system properties.
   *
   * @param properties those of the process
   */
  public static boolean isOne(Properties properties) {
    String command = properties.getProperty("sun.java.command", "");
    return PROPERTIES.stream().anyMatch(properties::containsKey)
        || MAINS.stream().anyMatch(command::startsWith);
  }
}
