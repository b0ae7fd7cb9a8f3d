package dev.headway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
final class Version implements IVersionProvider {

  /** Made by picocli. */
  Version() {}

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream written = Version.class.getResourceAsStream("version.properties")) {
      build.load(written);
    }
    return new String[] {
      "headway " + build.getProperty("version"),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
    };
  }
}
