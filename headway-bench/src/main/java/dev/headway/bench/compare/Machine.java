package dev.headway.bench.compare;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the numbers were measured on, as a list in Markdown. */
final class Machine {
  private static final String VERSIONS =
      """
      import importlib.metadata as m, platform
      print(platform.python_implementation(), platform.python_version(), end="")
      for name in ("tqdm", "joblib", "rich", "numpy", "mpire"):
        try: print(",", name, m.version(name), end="")
        except m.PackageNotFoundError: pass
      """;

  private Machine() {}

  static String describe(Tools tools) {
    String cpu = first("model name\\s*:\\s*(.*)", Tools.read("/proc/cpuinfo"));
    String memory = first("MemTotal:\\s*(\\d+)", Tools.read("/proc/meminfo"));
    StringBuilder text = new StringBuilder();
    line(text, "Machine", Runtime.getRuntime().availableProcessors() + " cores, " + cpu);
    if (!memory.isEmpty()) {
      line(
          text,
          "Memory",
          String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(memory) / 1048576.0));
    }
    line(text, "System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    line(text, "Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    if (!tools.python().isEmpty()) {
      line(text, "Python", Tools.output(tools.python(), "-c", VERSIONS));
    }
    line(text, "Load before the first round", load());
    line(text, "Date", LocalDate.now(ZoneOffset.UTC).toString());
    line(text, "Bars", tools.terminal() ? "drawn to a pseudo terminal" : "drawn into a file");
    return text.append('\n').toString();
  }

  /** How busy the machine was in the last minute; more than what runs here makes noise. */
  static String load() {
    String load = Tools.read("/proc/loadavg");
    return load.isEmpty() ? "unknown" : load.split(" ", 2)[0];
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
