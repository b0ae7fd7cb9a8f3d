package dev.headway.internal.process.config;

import dev.headway.internal.process.protocol.WorkerBootstrap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What every thread of this JVM sees, for its workers: system properties, the time zone and the
 * locales, as they are now.
 */
public final class InheritedProperties {
  /** Those of the JVM itself, or of this one JVM: a worker has its own. */
  private static final Pattern OWN =
      Pattern.compile(
          "(java\\.(vm|specification|runtime|vendor|version|class)|os|jdk\\.module|sun\\.(java|boot"
              + "|arch|cpu|io|os|jnu|desktop|nio|management\\.compiler|stdout|stderr)|headway"
              + "|com\\.sun\\.management|native|file\\.encoding|stdin|stdout|stderr"
              + "|java\\.(home|library\\.path)|jdk\\.debug|(file|path|line)\\.separator"
              + "|jdk\\.internal\\.javac|user\\.(dir|name))(\\..*)?");

  /** Those that the JDK reads, some of them before a worker has heard a word. */
  private static final Pattern EARLY =
      Pattern.compile(
          "(java|jdk|sun|com\\.sun)\\..*|os\\.(name|arch|version)|file\\.encoding.*"
              + "|(file|path|line)\\.separator|user\\.(dir|home|name|timezone)"
              + "|user\\.(language|country|region|script|variant|extensions)(\\..*)?");

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|credential|token|apikey).*");

  private InheritedProperties() {}

  /** Whether a JVM heeds it while it starts. */
  static boolean isEarly(String property) {
    return EARLY.matcher(property).matches() && !SECRET.matcher(property).matches();
  }

  /**
   * What to tell a worker.
   *
   * @param except properties of which its own options speak
   */
  public static WorkerBootstrap collect(Set<String> except) {
    Properties properties = System.getProperties();
    Map<String, String> told = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null && !except.contains(name) && !OWN.matcher(name).matches()) {
        told.put(name, value);
      }
    }
    if (!except.contains("user.timezone")) {
      timeZone(told);
    }
    boolean locale = except.stream().noneMatch(name -> name.matches("user\\.(lang|count|vari).*"));
    return new WorkerBootstrap(told, locale ? locales() : List.of());
  }

  /** A zone that has no name cannot be told. */
  private static void timeZone(Map<String, String> told) {
    TimeZone zone = TimeZone.getDefault();
    if (TimeZone.getTimeZone(zone.getID()).hasSameRules(zone)) {
      told.put("user.timezone", zone.getID());
    }
  }

  /** The locales as text, if the program has set others than those with which a JVM begins. */
  private static List<String> locales() {
    Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    Locale all = Locale.getDefault();
    boolean usual = isUsual(all, "") && isUsual(display, ".display") && isUsual(format, ".format");
    return usual
        ? List.of()
        : List.of(all.toLanguageTag(), display.toLanguageTag(), format.toLanguageTag());
  }

  private static boolean isUsual(Locale locale, String category) {
    return locale.getLanguage().equals(usual("language", category))
        && locale.getCountry().equals(usual("country", category))
        && locale.getScript().equals(usual("script", category))
        && locale.getVariant().equals(usual("variant", category));
  }

  private static String usual(String part, String category) {
    String general = System.getProperty("user." + part, "");
    return category.isEmpty() ? general : System.getProperty("user." + part + category, general);
  }
}
