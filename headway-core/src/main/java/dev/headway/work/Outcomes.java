package dev.headway.work;

import dev.headway.text.Visible;
import org.jspecify.annotations.Nullable;

/** Outcomes as texts: what is in them is the user's, who may print them. */
final class Outcomes {

  private Outcomes() {}

  /** As of any record, but bounded and on one line. */
  static String text(Outcome<?, ?> outcome, @Nullable String name, @Nullable Object result) {
    StringBuilder text = new StringBuilder(outcome.getClass().getSimpleName());
    text.append("[index=").append(outcome.index());
    text.append(", input=").append(Visible.value(outcome.input(), Visible.LONGEST));
    if (name != null) {
      text.append(", ").append(name).append('=').append(Visible.value(result, Visible.LONGEST));
    }
    return text.append(", attempts=").append(outcome.attempts()).append(']').toString();
  }
}
