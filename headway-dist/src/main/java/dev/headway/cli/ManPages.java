package dev.headway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the manual pages of all commands. Run while the installation is built. */
final class ManPages {

  private ManPages() {}

  /**
   * Writes them.
   *
   * @param args the folder for the pages, which is made
   */
  public static void main(String[] args) throws IOException {
    write(Main.commandLine(Ansi.OFF).getCommandSpec(), Files.createDirectories(Path.of(args[0])));
  }

  private static void write(CommandSpec command, Path folder) throws IOException {
    Files.writeString(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
    for (CommandLine each : command.subcommands().values()) {
      if (!each.getCommandSpec().usageMessage().hidden()) {
        write(each.getCommandSpec(), folder);
      }
    }
  }
}
