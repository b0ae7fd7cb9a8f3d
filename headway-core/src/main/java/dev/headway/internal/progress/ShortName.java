package dev.headway.internal.progress;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An input in a few characters. Only types whose text is known to be short and to stay the same are
 * asked for it, as another thread works with the input at the same time; each is asked once. It may
 * still be a class of the user.
 */
final class ShortName {
  private static final int MAX_LENGTH = 80;

  private ShortName() {}

  /** The name of an input, or its place in the source, such as {@code #12}. */
  static String of(@Nullable Object input, long index) {
    String text =
        input == null || !isShort(input) ? null : UserText.orNull(input, () -> text(input));
    if (text == null || text.isBlank()) {
      return "#" + index;
    }
    return isPath(input) ? ControlEscapes.boundedEnd(text, MAX_LENGTH) : bothEnds(text);
  }

  /** What tells long names apart is often at their end. */
  private static String bothEnds(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    String end = ControlEscapes.boundedEnd(text, MAX_LENGTH / 2);
    return ControlEscapes.bounded(text, MAX_LENGTH / 2) + end.substring(1);
  }

  private static String text(Object input) {
    if (input instanceof File file) {
      return lastNames(file.toPath());
    }
    if (input instanceof Path path) {
      return lastNames(path);
    }
    return input.toString();
  }

  private static boolean isShort(Object input) {
    return input instanceof File
        || input instanceof Path
        || input instanceof String
        || input instanceof Number && isOfTheJdk(input)
        || input instanceof Boolean
        || input instanceof Character
        || input instanceof Enum<?>
        || input instanceof Record
        || input instanceof URI
        || input instanceof URL
        || input instanceof UUID
        || (input instanceof TemporalAccessor || input instanceof TemporalAmount)
            && isOfTheJdk(input);
  }

  private static boolean isOfTheJdk(Object input) {
    return input.getClass().getName().startsWith("java.");
  }

  /** The last two names: in many trees all files are called alike. */
  private static String lastNames(Path path) {
    int names = path.getNameCount();
    return names > 2 ? path.subpath(names - 2, names).toString() : path.toString();
  }

  /** Of a path the end tells more than the beginning. */
  private static boolean isPath(@Nullable Object input) {
    return input instanceof Path
        || input instanceof File
        || input instanceof String text && text.indexOf('/') >= 0 && text.indexOf(' ') < 0;
  }
}
