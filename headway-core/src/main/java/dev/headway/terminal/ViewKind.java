package dev.headway.terminal;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.View;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The ways in which progress can be shown, named as in the environment variable. */
enum ViewKind {
  BAR {
    @Override
    View view() {
      return new BarView();
    }
  },
  PLAIN {
    @Override
    View view() {
      return new PlainView();
    }
  },
  JSON {
    @Override
    View view() {
      return new JsonView();
    }
  },
  OFF {
    @Override
    View view() {
      return snapshot -> {};
    }
  };

  static final String VARIABLE = "HEADWAY_PROGRESS";

  abstract View view();

  /**
   * Returns the kind of view that suits standard error.
   *
   * @param inTests true if this process runs tests
   */
  static ViewKind suiting(
      Map<String, String> environment, boolean inTests, BooleanSupplier isTerminal) {
    if (inTests) {
      return OFF;
    }
    // Without a cursor that moves a bar would be one new line for each frame. The services that
    // build and test unattended say so by this variable; some give a terminal all the same.
    boolean unattended = !environment.getOrDefault("CI", "").isEmpty();
    boolean withoutCursor = unattended || Theme.dumb(environment);
    return !withoutCursor && isTerminal.getAsBoolean() ? BAR : PLAIN;
  }

  /** All names, for messages. */
  static String words() {
    return Arrays.stream(values()).map(ViewKind::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
