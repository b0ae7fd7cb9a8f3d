package dev.headway.internal.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies an exception with all that it holds, whatever its own methods do.
 *
 * @param <T> the type of the copies
 */
final class ThrowableCopy<T extends Throwable> {
  /** Causes of causes beyond this are left out. */
  private static final int MAX = 50;

  private static final int MAX_FRAMES = 10_000;

  private final ThrowableMaker<T> maker;
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean needed;

  ThrowableCopy(ThrowableMaker<T> maker) {
    this.maker = maker;
  }

  /** Whether a method of an original did not do what it should. */
  boolean isNeeded() {
    return needed;
  }

  T of(Throwable thrown) {
    seen.add(thrown);
    T copy = maker.make(thrown.getClass().getName(), message(thrown), cause(thrown));
    copy.setStackTrace(stack(thrown));
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (mayFollow(suppressed)) {
        copy.addSuppressed(of(suppressed));
      }
    }
    return copy;
  }

  private boolean mayFollow(Throwable next) {
    if (seen.contains(next)) {
      return false;
    }
    boolean room = seen.size() < MAX;
    needed |= !room;
    return room;
  }

  private @Nullable String message(Throwable thrown) {
    Describer.Answer<String> answer = Describer.messageOf(thrown);
    String message = answer.value();
    boolean cut = message != null && message.length() > Describer.MAX_MESSAGE_LENGTH;
    needed |= answer.trouble() != null || cut || !isPrintable(thrown);
    return answer.trouble() == null
        ? message
        : Describer.placeholder(thrown, "getMessage()", answer, Describer.MAX_MESSAGE_LENGTH);
  }

  /** What an exception with methods of its own does when it is printed. */
  private static boolean isPrintable(Throwable thrown) {
    return KnownTypes.isPlain(thrown)
        || KnownTypes.inheritsPrinting(thrown)
            && Describer.<@Nullable String>ask(thrown, thrown::toString).value() != null;
  }

  private @Nullable T cause(Throwable thrown) {
    Describer.Answer<@Nullable Throwable> answer = Describer.ask(thrown, thrown::getCause);
    if (answer.trouble() != null) {
      needed = true;
      String why =
          Describer.placeholder(thrown, "getCause()", answer, Describer.MAX_MESSAGE_LENGTH);
      return maker.make(Throwable.class.getName(), why, null);
    }
    Throwable cause = answer.value();
    return cause != null && mayFollow(cause) ? of(cause) : null;
  }

  private StackTraceElement[] stack(Throwable thrown) {
    Describer.Answer<StackTraceElement[]> answer = Describer.ask(thrown, thrown::getStackTrace);
    StackTraceElement[] frames = answer.value();
    if (frames == null) {
      needed = true;
      return new StackTraceElement[0];
    }
    StackTraceElement[] whole =
        Arrays.stream(frames, 0, Math.min(MAX_FRAMES, frames.length))
            .filter(Objects::nonNull)
            .toArray(StackTraceElement[]::new);
    needed |= whole.length < frames.length;
    return whole;
  }
}
