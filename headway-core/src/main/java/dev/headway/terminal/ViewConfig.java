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
 * What the environment asks for, where that may be several views at once: {@code bar,json:/path}. A
 * comma in a path stands behind a backslash.
 *
 * @param wishes what can be granted; empty if nothing is asked for
 * @param warning what cannot be granted, to be told the user; null if all can
 */
record ViewConfig(List<Wish> wishes, @Nullable String warning) {

  private static final String AUTO = "auto";

  /** One behind a backslash belongs to a path. */
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  /**
   * One view.
   *
   * @param viewKind which, or null for the one that suits standard error
   * @param target where it goes, or null for standard error
   */
  record Wish(@Nullable ViewKind viewKind, @Nullable String target) {}

  /** Reads the variables, and opens nothing. */
  static ViewConfig of(Map<String, String> environment) {
    List<Wish> wishes = new ArrayList<>();
    String warning = null;
    for (String escaped : COMMA.split(environment.getOrDefault(ViewKind.VARIABLE, ""))) {
      String part = escaped.replace("\\,", ",");
      Wish wish = part.isBlank() ? null : wish(part.trim());
      if (wish != null) {
        wishes.add(wish);
      } else if (!part.isBlank() && warning == null) {
        warning = warning(Variables.name(environment, ViewKind.VARIABLE), part.trim());
        boolean path = wishes.stream().anyMatch(before -> before.target() != null);
        warning += path ? " (a comma in a path is written \\,)" : "";
      }
    }
    boolean none = warning != null && wishes.isEmpty();
    String rest = none ? "; choosing automatically." : "; going on with the rest.";
    return new ViewConfig(List.copyOf(wishes), warning == null ? null : warning + rest);
  }

  private static @Nullable Wish wish(String part) {
    int colon = part.indexOf(':');
    String word = (colon < 0 ? part : part.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
    String target = colon < 0 ? null : part.substring(colon + 1).trim();
    if (word.equals(AUTO)) {
      return target == null ? new Wish(null, null) : null;
    }
    ViewKind viewKind =
        Stream.of(ViewKind.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElse(null);
    boolean sends = viewKind == ViewKind.JSON || viewKind == ViewKind.PLAIN;
    boolean possible = target == null || sends && !target.isEmpty();
    return viewKind == null || !possible ? null : new Wish(viewKind, target);
  }

  private static String warning(String name, String part) {
    String found = "headway: " + name + " is \"" + ControlEscapes.of(part) + "\"";
    return part.indexOf(':') < 0
        ? found + ", which is none of " + AUTO + ", " + ViewKind.words()
        : found + ", but only json and plain can go elsewhere, as in json:/path or json:fd3";
  }

  /** True if somebody wants to know of each thing that goes wrong. */
  boolean wantsTroubles() {
    return wishes.stream().anyMatch(wish -> wish.viewKind() == ViewKind.JSON);
  }

  /** True if one of the views is a bar on this process's own terminal. */
  boolean wantsBar(Map<String, String> environment, boolean inTests, BooleanSupplier isTerminal) {
    boolean automatic =
        wishes.isEmpty() || wishes.stream().anyMatch(wish -> wish.viewKind() == null);
    return wishes.stream().anyMatch(wish -> wish.viewKind() == ViewKind.BAR)
        || automatic && ViewKind.suiting(environment, inTests, isTerminal) == ViewKind.BAR;
  }

  /** The views, in their order. What they go to is opened when they show something. */
  List<View> views(Map<String, String> environment, boolean inTests, BooleanSupplier isTerminal) {
    if (wishes.isEmpty()) {
      return List.of(ViewKind.suiting(environment, inTests, isTerminal).view());
    }
    String name = Variables.name(environment, ViewKind.VARIABLE);
    List<View> views = new ArrayList<>();
    for (Wish wish : wishes) {
      ViewKind viewKind = wish.viewKind();
      ViewKind chosen =
          viewKind == null ? ViewKind.suiting(environment, inTests, isTerminal) : viewKind;
      String target = wish.target();
      views.add(target == null ? chosen.view() : OutputTarget.view(name, chosen, target));
    }
    return views;
  }
}
