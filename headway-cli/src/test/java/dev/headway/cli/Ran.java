package dev.headway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * The command, run in this JVM.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error, bars excepted
 */
record Ran(int status, String out, String err) {

  static Ran headway(String... args) {
    return headway(Ansi.OFF, args);
  }

  static Ran headway(Ansi ansi, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine(ansi)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Ran(status, out.toString(), err.toString());
  }
}
