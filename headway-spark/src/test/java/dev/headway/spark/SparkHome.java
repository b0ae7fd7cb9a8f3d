package dev.headway.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An installation of Spark made of links to the jars of the class path. */
final class SparkHome {
  private SparkHome() {}

  /** Makes it where the variable says, once. Headway itself is not in it. */
  static Path make() throws IOException {
    Path home = Path.of(System.getenv("SPARK_HOME"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (File old : jars.toFile().listFiles()) { // Of an earlier build.
      Files.delete(old.toPath());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      String name = jar.getFileName().toString();
      if (name.endsWith(".jar") && !name.startsWith("headway") && CodeShipment.isOfSpark(jar)) {
        Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
      }
    }
    return home;
  }
}
