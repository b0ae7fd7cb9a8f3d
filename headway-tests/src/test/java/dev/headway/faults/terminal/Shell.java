package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell with job control on a terminal, as a person has it, in tmux with a server of its own. Its
 * prompt tells the status of the last command: {@code [130]>}.
 */
final class Shell implements AutoCloseable {
  private static final Pattern PROMPT = Pattern.compile("\\[(\\d+)]>");

  private static final Pattern PROMPT_BEHIND_KEYS = Pattern.compile("(?:\\^C)*\\[(\\d+)]>");

  private final Path socket;

  private Shell(Path socket) {
    this.socket = socket;
  }

  static Shell open(Scene scene, int columns, int rows) throws Exception {
    for (String program : List.of("tmux", "bash")) {
      assertThat(exists(program)).as("%s is needed here, install it", program).isTrue();
    }
    Path settings = scene.directory().resolve("tmux.conf");
    Files.writeString(settings, "set -g history-limit 150000\nset -g status off\n");
    Shell shell = new Shell(scene.directory().resolve("tmux"));
    shell.tmux(
        "-f",
        settings.toString(),
        "new-session",
        "-d",
        "-c",
        scene.directory().toString(),
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        "env PS1='[$?]> ' LC_ALL=C.UTF-8 bash --norc --noprofile");
    shell.await("a prompt", screen -> last(screen).equals("[0]>"), Scene.PATIENCE);
    return shell;
  }

  private static boolean exists(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  void type(String command) throws IOException {
    tmux("send-keys", "-l", command);
    await("typed", screen -> last(screen).endsWith("]> " + command), Scene.PATIENCE);
    tmux("send-keys", "Enter");
  }

  /** Presses keys such as C-c, one right after the other. */
  void press(String... keys) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("send-keys"));
    arguments.addAll(List.of(keys));
    tmux(arguments.toArray(String[]::new));
  }

  /** Presses a key again and again with a pause between, and returns how long all that took. */
  Duration pressAgain(String key, int times, String seconds) throws IOException {
    long began = System.nanoTime();
    List<String> arguments = new ArrayList<>(List.of("send-keys", key));
    for (int time = 1; time < times; time++) {
      arguments.addAll(List.of(";", "run-shell", "sleep " + seconds, ";", "send-keys", key));
    }
    tmux(arguments.toArray(String[]::new));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** From now on all that programs write to the terminal goes to a file too. */
  void record(Path file) throws IOException {
    tmux("pipe-pane", "-o", "cat > " + file);
  }

  /** What stands on the terminal now, without what was scrolled away. */
  List<String> visible() {
    return captured("-p");
  }

  void resize(int columns) throws IOException {
    tmux("resize-window", "-x", Integer.toString(columns));
  }

  /** All that stands on the terminal and above it, without the empty lines at the end. */
  List<String> screen() {
    return captured("-p", "-S", "-");
  }

  private List<String> captured(String... options) {
    List<String> arguments = new ArrayList<>(List.of("capture-pane"));
    arguments.addAll(List.of(options));
    try {
      return tmux(arguments.toArray(String[]::new)).stripTrailing().lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  boolean isCursorVisible() throws IOException {
    return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
  }

  List<String> await(String what, Predicate<List<String>> enough, Duration bound) {
    return Scene.await(what, this::screen, enough, bound);
  }

  /**
   * Waits for the next prompt, on a line of its own, and returns the status that it tells. Looks at
   * no more than the last lines, or it would take the processor from a program that prints a lot.
   */
  int awaitPrompt(Duration bound) {
    List<String> visible =
        Scene.await(
            "no prompt", this::visible, rows -> PROMPT.matcher(last(rows)).matches(), bound);
    Matcher prompt = PROMPT.matcher(last(visible));
    prompt.matches();
    return Integer.parseInt(prompt.group(1));
  }

  /** Waits for the next prompt, which may stand behind the keys that were pressed. */
  int awaitPromptInALine(Duration bound) {
    Matcher prompt =
        Scene.await(
            "no prompt", () -> PROMPT_BEHIND_KEYS.matcher(last(screen())), Matcher::matches, bound);
    return Integer.parseInt(prompt.group(1));
  }

  /**
   * Waits for the next prompt, in the row of the cursor, and returns the status that it tells. What
   * a program that was killed has left on the screen may be beside and below it.
   */
  int awaitPromptAtCursor(Duration bound) {
    Matcher prompt =
        Scene.await(
            "no prompt at the cursor",
            () -> PROMPT.matcher(lineOfCursor()),
            matcher -> matcher.reset().lookingAt(),
            bound);
    return Integer.parseInt(prompt.group(1));
  }

  private String lineOfCursor() {
    try {
      int row = Integer.parseInt(tmux("display-message", "-p", "#{cursor_y}").strip());
      List<String> visible = visible();
      return row < visible.size() ? visible.get(row) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String last(List<String> screen) {
    return screen.isEmpty() ? "" : screen.get(screen.size() - 1).stripTrailing();
  }

  private String tmux(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().remove("HEADWAY_PROGRESS");
    Process tmux = builder.start();
    tmux.getOutputStream().close();
    String said = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!tmux.waitFor(Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS) || tmux.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return said;
  }

  /** Ends the server, which is ours alone. */
  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }
}
