package dev.headway.cli.run;

import java.io.IOException;
import java.util.Iterator;

/** Shows the commands as a shell reads them, and runs none. */
final class DryRun {

  private DryRun() {}

  /**
   * Writes a line for each input.
   *
   * @throws IOException if the output cannot be written; the sink knows why
   */
  static void show(Template template, Iterator<JobInput> inputs, Sink out) throws IOException {
    for (long number = 1; inputs.hasNext(); number++) {
      JobInput input = inputs.next();
      byte[] line = ByteText.bytes(ShellQuote.words(template.expand(input, number, 1)) + "\n");
      out.write(line, line.length);
      if (input.block() != null) {
        input.block().delete();
      }
    }
  }
}
