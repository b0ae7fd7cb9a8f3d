package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.system.ProcessStarter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts processes as Java does. A job has no process group of its own. */
final class JavaLauncher implements Launcher {
  private static final File NOTHING = new File("/dev/null");

  private final Charset charset = Charset.defaultCharset();
  private final Charset systemCharset;

  /** Makes a launcher for the environment of this program. */
  JavaLauncher() {
    this(Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())));
  }

  JavaLauncher(Charset systemCharset) {
    this.systemCharset = systemCharset;
  }

  @Override
  public JobProcess start(List<String> words, @Nullable Block block, Spool spool, String token)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(arguments(words))
            .redirectInput(block == null ? NOTHING : block.file().toFile())
            .redirectOutput(spool.out().toFile())
            .redirectError(spool.err().toFile());
    builder.environment().put(WorkerProtocol.TOKEN, token);
    return new Started(ProcessStarter.start(builder));
  }

  @Override
  public ProcessGroups groups() {
    return ProcessGroups.NONE;
  }

  /** A process of Java. No record: its hash code takes a tenth of the start of a short run. */
  static final class Started implements JobProcess {
    private final Process process;

    Started(Process process) {
      this.process = process;
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public Optional<ProcessHandle> handle() {
      return Optional.of(process.toHandle());
    }

    @Override
    public Ending await() {
      while (true) {
        try {
          return Ending.of(process.waitFor());
        } catch (InterruptedException e) {
          // What ends a job early ends its process.
        }
      }
    }
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
}
