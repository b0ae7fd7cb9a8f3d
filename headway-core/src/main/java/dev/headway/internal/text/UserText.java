package dev.headway.internal.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to whatever the user's code says of itself: the texts of inputs, values and
 * exceptions, and what exceptions hold. It may be null, throw, never end, or be very long; that
 * costs a placeholder such as {@code <Order: toString() threw IllegalStateException>}, and nothing
 * else.
 *
 * <p>A text is asked for when it is shown, on the thread that shows it, and never by a worker in
 * between its tasks. Types of the JDK such as {@code String}, and exceptions that inherit all their
 * methods from the JDK, are asked directly. All others are asked by a daemon thread, which is
 * waited for half a second at the most; a class that takes so long is not asked again.
 *
 * <p>None of these methods throws anything. Safe for use by several threads.
 */
public final class UserText {
  private static final int MAX_WARNING_LENGTH = 200;

  private UserText() {}

  /**
   * The text of anything. It is what it is: to be made visible where it is shown.
   *
   * @param any what it is; may be null
   * @param longest how many characters of its text are kept
   * @return the text, with an ellipsis if it was cut, or a placeholder
   */
  public static String of(@Nullable Object any, int longest) {
    return any == null ? "null" : of(any, longest, any::toString);
  }

  /**
   * The same, of something whose text is made in another way.
   *
   * @param any what it is
   * @param longest how many characters of its text are kept
   * @param text makes the text
   * @return the text, with an ellipsis if it was cut, or a placeholder
   */
  public static String of(Object any, int longest, Supplier<? extends @Nullable String> text) {
    Describer.Answer<String> answer =
        Describer.ask(any, KnownTypes.hasQuickText(any), () -> Describer.cut(text.get(), longest));
    String told = answer.value();
    return told == null ? Describer.placeholder(any, "toString()", answer, longest) : told;
  }

  /**
   * The text of something that may be shown later, or never. What has a quick text is asked now;
   * all else is kept until then, and asked once.
   *
   * @param any what it is; may be null
   * @param longest how many characters of its text are kept
   * @return the text, with an ellipsis if it was cut, or a placeholder
   */
  public static Supplier<String> later(@Nullable Object any, int longest) {
    if (any != null && !KnownTypes.hasQuickText(any)) {
      return new Later(any, longest);
    }
    String text = of(any, longest);
    return () -> text;
  }

  /**
   * A text that is made of something, or none.
   *
   * @param any what it is
   * @param text makes the text
   * @return the text; null if there is none
   */
  public static @Nullable String orNull(Object any, Supplier<? extends @Nullable String> text) {
    return Describer.<@Nullable String>ask(any, KnownTypes.hasQuickText(any), text).value();
  }

  /**
   * The message of an exception.
   *
   * @param thrown the exception
   * @return the message, of a bounded length, or a placeholder; null if it has none
   */
  public static @Nullable String message(Throwable thrown) {
    Describer.Answer<String> answer = Describer.messageOf(thrown);
    return answer.trouble() == null
        ? answer.value()
        : Describer.placeholder(thrown, "getMessage()", answer, Describer.MAX_MESSAGE_LENGTH);
  }

  /**
   * The cause of an exception.
   *
   * @param thrown the exception
   * @return its cause; null if it has none, or does not tell
   */
  public static @Nullable Throwable cause(Throwable thrown) {
    return Describer.<@Nullable Throwable>ask(thrown, thrown::getCause).value();
  }

  /**
   * A copy of an exception that tells the same and does no harm: with its message, its stack, and
   * copies of its causes and of what it suppressed, but not without end.
   *
   * @param <T> the type of the copy
   * @param thrown the exception
   * @param maker makes copies
   * @return the copy
   */
  public static <T extends Throwable> T copy(Throwable thrown, ThrowableMaker<T> maker) {
    return new ThrowableCopy<>(maker).of(thrown);
  }

  /**
   * An exception for code that prints it, such as a logger.
   *
   * @param thrown the exception
   * @return the same if it does no harm, else a copy
   */
  public static Throwable printable(Throwable thrown) {
    ThrowableCopy<Placeholder> copy = new ThrowableCopy<>(Placeholder::new);
    Placeholder placeholder = copy.of(thrown);
    return copy.isNeeded() ? placeholder : thrown;
  }

  /**
   * Logs an exception of the user's code as a warning of one line, and its stack for debugging.
   *
   * @param owner the class that logs
   * @param what what happened, without an end
   * @param thrown what the user's code threw
   */
  public static void warn(Class<?> owner, String what, Throwable thrown) {
    try {
      System.Logger log = System.getLogger(owner.getName());
      log.log(
          System.Logger.Level.WARNING,
          () -> what + ": " + Characters.whole(of(thrown, MAX_WARNING_LENGTH)));
      if (log.isLoggable(System.Logger.Level.DEBUG)) {
        log.log(System.Logger.Level.DEBUG, "The stack of that:", printable(thrown));
      }
    } catch (Throwable e) {
      // A handler of the user's own that fails: the work goes on without this line.
    }
  }

  private static final class Later implements Supplier<String> {
    private final int longest;
    private @Nullable Object any; // Guarded by this; null when the text is there.
    private String text = ""; // Guarded by this.

    Later(Object any, int longest) {
      this.any = any;
      this.longest = longest;
    }

    @Override
    public synchronized String get() {
      if (any != null) {
        text = of(any, longest);
        any = null;
      }
      return text;
    }
  }

  /**
   * What an exception says in its first line; the rest of it is details.
   *
   * @param fault the exception
   * @return a line; empty if it has no message
   */
  public static String firstLine(Throwable fault) {
    return String.valueOf(message(fault)).lines().findFirst().orElse("");
  }

  /** Returns the text with an end that a sentence has: the system's own words have none. */
  public static String sentence(String text) {
    return text.matches("(?s).*[.?!]") ? text : text + '.';
  }
}
