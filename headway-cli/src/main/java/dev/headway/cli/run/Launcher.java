package dev.headway.cli.run;

import dev.headway.internal.process.protocol.WorkerProtocol;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Starts the processes of one slot: without a shell, with nothing or a block to read, and with
 * files for what they write. Used by one thread.
 */
final class Launcher {
  private static final File NOTHING = new File("/dev/null");

  private final ProcessBuilder builder = new ProcessBuilder();
  private final Charset charset = Charset.defaultCharset();
  private final Charset systemCharset;

  /** Makes a launcher for the environment of this program. */
  Launcher() {
    this(Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())));
  }

  Launcher(Charset systemCharset) {
    this.systemCharset = systemCharset;
  }

  /**
   * Starts a process.
   *
   * @param words byte texts, the program first
   * @param block its standard input; null for nothing
   * @param token what its environment has, as that of all that it starts
   * @throws IOException if the system does not start it; see {@link StartError}
   */
  Process start(List<String> words, @Nullable Block block, Spool spool, String token)
      throws IOException {
    builder.environment().put(WorkerProtocol.TOKEN, token);
    return builder
        .command(arguments(words))
        .redirectInput(block == null ? NOTHING : block.file().toFile())
        .redirectOutput(spool.out().toFile())
        .redirectError(spool.err().toFile())
        .start();
  }

  private List<String> arguments(List<String> words) {
    List<String> arguments = new ArrayList<>(words.size());
    for (String word : words) {
      String argument = ByteText.argument(word, charset, systemCharset);
      if (argument == null) {
        return List.of("sh", "-c", script(words));
      }
      arguments.add(argument);
    }
    return arguments;
  }

  /**
   * A text in ASCII for a shell, which makes the words byte by byte and becomes the command. It is
   * needed where Java cannot pass the bytes on, as in the locale C.
   */
  static String script(List<String> words) {
    StringBuilder variables = new StringBuilder();
    StringBuilder command = new StringBuilder("exec");
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.chars().allMatch(c -> c < 0x80)) {
        command.append(' ').append(ShellQuote.word(word));
        continue;
      }
      // The x keeps line feeds at the end, which the shell would drop.
      String name = "headway_word_" + i;
      variables.append(name).append("=$(printf '").append(octal(word)).append("x'); ");
      command.append(" \"${").append(name).append("%x}\"");
    }
    return variables.append(command).toString();
  }

  private static String octal(String word) {
    StringBuilder text = new StringBuilder(4 * word.length());
    word.chars().forEach(c -> text.append(String.format(Locale.ROOT, "\\%03o", c)));
    return text.toString();
  }

  /** Returns the environment variable that all processes of a token have, with its value. */
  static String mark(String token) {
    return WorkerProtocol.TOKEN + "=" + token;
  }
}
