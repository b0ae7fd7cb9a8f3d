package dev.headway.internal.process.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An option of a JVM.
 *
 * @param text as one word, also where the java command takes two, as in {@code --add-opens x}
 * @param inheritance what becomes of it in workers
 */
public record JvmOption(String text, OptionInheritance inheritance) {
  /** Those whose value may be, or is, the next word. */
  private static final Set<String> PAIRS =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--patch-module",
          "--enable-native-access",
          "--describe-module",
          "-d",
          "--source");

  /** What begins like this has an equals sign before something that may be a secret. */
  private static final List<String> SECRETIVE =
      List.of(
          "-D",
          "-javaagent:",
          "-agentlib:",
          "-agentpath:",
          "-Xrun",
          "-XX:OnError",
          "-XX:OnOutOfMemoryError");

  public static JvmOption of(String text) {
    return new JvmOption(text, OptionInheritance.of(text));
  }

  /** Whether the next word belongs to this one. */
  static boolean isPair(String word) {
    return PAIRS.contains(word);
  }

  /** Words in which each that takes the next one as its value is joined with it. */
  static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean pair = isPair(word) && i + 1 < words.size();
      joined.add(pair ? word + "=" + words.get(++i) : word);
    }
    return joined;
  }

  /**
   * The options that words are.
   *
   * @throws IllegalArgumentException if one is none
   */
  static List<JvmOption> parse(List<String> words) {
    List<JvmOption> options = new ArrayList<>();
    for (String word : joined(words)) {
      if (!word.startsWith("-") || word.equals("-")) {
        throw new IllegalArgumentException("This is no option of a JVM: " + redacted(word) + ".");
      }
      if (isPair(word)) {
        throw new IllegalArgumentException("This option of a JVM has no value: " + word + ".");
      }
      options.add(of(word));
    }
    return options;
  }

  /** The name of one that begins with -XX, or nothing. */
  public String flag() {
    return OptionInheritance.flag(text);
  }

  /** The name of the system property that it sets, or nothing. */
  public String property() {
    if (!text.startsWith("-D")) {
      return "";
    }
    int end = text.indexOf('=');
    return text.substring(2, end < 0 ? text.length() : end);
  }

  /** What comes after the first equals sign. */
  public String value() {
    return text.substring(text.indexOf('=') + 1);
  }

  /** Whether it says how the JVM logs. */
  public boolean isLogging() {
    return text.startsWith("-Xlog") || text.startsWith("-verbose");
  }

  /** For messages. */
  String shown() {
    return redacted(text);
  }

  /** A word of a command without what may be a secret. */
  public static String redacted(String word) {
    boolean plain =
        word.startsWith("-") && SECRETIVE.stream().noneMatch(word::startsWith)
            || word.matches("-D(\\w+\\.encoding|headway\\.worker)=.*"); // A JVM needs the former.
    int end = word.indexOf('=');
    return plain || end < 0 ? word : word.substring(0, end + 1) + "…";
  }
}
