package dev.headway.terminal;

import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The view configuration of the environment, which may name several views: {@code bar,json:/path}.
 * A comma in a path stands behind a backslash.
 *
 * @param entries the valid entries; empty if there is none
 * @param warning names the first invalid entry, for the user; null if all are valid
 */
record ViewConfig(List<Entry> entries, @Nullable String warning) {

  private static final String AUTO = "auto";

  /** A comma behind a backslash belongs to a path. */
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  /**
   * One view.
   *
   * @param viewKind the kind of view, or null for the kind that suits standard error
   * @param target where it goes, or null for standard error
   */
  record Entry(@Nullable ViewKind viewKind, @Nullable String target) {}

  /** Reads the variables, and opens nothing. */
  static ViewConfig of(Map<String, String> environment) {
    List<Entry> entries = new ArrayList<>();
    String warning = null;
    for (String escaped : COMMA.split(environment.getOrDefault(ViewKind.VARIABLE, ""))) {
      String part = escaped.replace("\\,", ",");
      Entry entry = part.isBlank() ? null : entry(part.trim());
      if (entry != null) {
        entries.add(entry);
      } else if (!part.isBlank() && warning == null) {
        warning = warning(Variables.name(environment, ViewKind.VARIABLE), part.trim());
        boolean path = entries.stream().anyMatch(before -> before.target() != null);
        warning += path ? " (a comma in a path is written \\,)" : "";
      }
    }
    boolean none = warning != null && entries.isEmpty();
    String rest = none ? "; choosing automatically." : "; going on with the rest.";
    return new ViewConfig(List.copyOf(entries), warning == null ? null : warning + rest);
  }

  private static @Nullable Entry entry(String part) {
    int colon = part.indexOf(':');
    String word = (colon < 0 ? part : part.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
    String target = colon < 0 ? null : part.substring(colon + 1).trim();
    if (word.equals(AUTO)) {
      return target == null ? new Entry(null, null) : null;
    }
    ViewKind viewKind =
        Stream.of(ViewKind.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElse(null);
    boolean sends = viewKind == ViewKind.JSON || viewKind == ViewKind.PLAIN;
    boolean possible = target == null || sends && !target.isEmpty();
    return viewKind == null || !possible ? null : new Entry(viewKind, target);
  }

  private static String warning(String name, String part) {
    String found = "headway: " + name + " is \"" + ControlEscapes.of(part) + "\"";
    return part.indexOf(':') < 0
        ? found + ", which is none of " + AUTO + ", " + ViewKind.words()
        : found + ", but only json and plain can go elsewhere, as in json:/path or json:fd3";
  }

  /** Returns whether a view may tell of failures; all do that show anything. */
  boolean tellsFailures() {
    return entries.isEmpty()
        || entries.stream().anyMatch(entry -> entry.viewKind() != ViewKind.OFF);
  }

  /** Returns whether one of the views is a bar on the terminal of this process. */
  boolean wantsBar(Map<String, String> environment, boolean inTests, BooleanSupplier isTerminal) {
    boolean automatic =
        entries.isEmpty() || entries.stream().anyMatch(entry -> entry.viewKind() == null);
    return entries.stream().anyMatch(entry -> entry.viewKind() == ViewKind.BAR)
        || automatic && ViewKind.suiting(environment, inTests, isTerminal) == ViewKind.BAR;
  }

  /** Makes the views, in order. Each opens its target when it shows something. */
  List<View> views(Map<String, String> environment, boolean inTests, BooleanSupplier isTerminal) {
    if (entries.isEmpty()) {
      return List.of(ViewKind.suiting(environment, inTests, isTerminal).view());
    }
    String name = Variables.name(environment, ViewKind.VARIABLE);
    List<View> views = new ArrayList<>();
    for (Entry entry : entries) {
      ViewKind viewKind = entry.viewKind();
      ViewKind kind =
          viewKind == null ? ViewKind.suiting(environment, inTests, isTerminal) : viewKind;
      String target = entry.target();
      views.add(target == null ? kind.view() : OutputTarget.view(name, kind, target));
    }
    return views;
  }
}
