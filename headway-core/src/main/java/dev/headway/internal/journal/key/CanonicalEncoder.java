package dev.headway.internal.journal.key;

import dev.headway.internal.text.ControlEscapes;
import java.io.File;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value so that equal content gives equal bytes, in every JVM and every run: a tag, then a
 * length where one is needed, then the content. Two values that differ never have the same bytes.
 * Hash codes, object identity, serialization and the order of a hash table have no part in it.
 *
 * <p>Tags are never given another meaning, since keys of earlier runs are made of them.
 */
final class CanonicalEncoder {
  private static final int NULL = 0;
  private static final int BOOLEAN = 1;
  private static final int BYTE = 2;
  private static final int SHORT = 3;
  private static final int INT = 4;
  private static final int LONG = 5;
  private static final int FLOAT = 6;
  private static final int DOUBLE = 7;
  private static final int CHAR = 8;
  private static final int BIG_INTEGER = 9;
  private static final int BIG_DECIMAL = 10;
  private static final int STRING = 11;
  private static final int PATH = 12;
  private static final int FILE = 13;
  private static final int URI_TEXT = 14;
  private static final int URL_TEXT = 15;
  private static final int UUID_BITS = 16;
  private static final int TIME = 17;
  private static final int ENUM = 18;
  private static final int BYTES = 19;
  private static final int ARRAY = 20;
  private static final int LIST = 21;
  private static final int RECORD = 22;
  private static final int OTHER_PATH = 23;

  /** Values inside of one another; what is deeper probably holds itself. */
  private static final int MAX_DEPTH = 64;

  private final CanonicalBytes out;
  private final RecordComponents records = new RecordComponents();

  CanonicalEncoder(CanonicalBytes out) {
    this.out = out;
  }

  /**
   * Appends a value.
   *
   * @throws IllegalArgumentException if its content cannot be told; the message asks for a key
   */
  void write(@Nullable Object value) {
    write(value, 0);
  }

  private void write(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "An input holds values more than "
              + MAX_DEPTH
              + " deep, or holds itself. Give the journal a key: Journal.key(...).");
    }
    if (value == null) {
      out.putByte(NULL);
    } else if (value instanceof String text) {
      text(STRING, text);
    } else if (!number(value) && !name(value) && !many(value, depth)) {
      throw new IllegalArgumentException(
          "The journal cannot tell inputs of "
              + ControlEscapes.of(value.getClass().getName())
              + " apart by their content. Say what identifies one: Journal.key(input -> ...).");
    }
  }

  private void text(int tag, String text) {
    out.putByte(tag);
    out.putText(text);
  }

  private boolean number(Object value) {
    if (value instanceof Integer number) {
      out.putByte(INT);
      out.putInt(number);
    } else if (value instanceof Long number) {
      out.putByte(LONG);
      out.putLong(number);
    } else if (value instanceof Double number) {
      out.putByte(DOUBLE);
      out.putLong(Double.doubleToLongBits(number));
    } else if (value instanceof Float number) {
      out.putByte(FLOAT);
      out.putInt(Float.floatToIntBits(number));
    } else if (value instanceof Short number) {
      out.putByte(SHORT);
      out.putInt(number);
    } else if (value instanceof Byte number) {
      out.putByte(BYTE);
      out.putByte(number);
    } else if (value instanceof Character character) {
      out.putByte(CHAR);
      out.putInt(character);
    } else if (value instanceof Boolean truth) {
      out.putByte(BOOLEAN);
      out.putByte(truth ? 1 : 0);
    } else if (value.getClass() == BigInteger.class) {
      out.putByte(BIG_INTEGER);
      out.putBytes(((BigInteger) value).toByteArray());
    } else if (value.getClass() == BigDecimal.class) {
      out.putByte(BIG_DECIMAL);
      out.putInt(((BigDecimal) value).scale());
      out.putBytes(((BigDecimal) value).unscaledValue().toByteArray());
    } else {
      return false;
    }
    return true;
  }

  private boolean name(Object value) {
    if (value instanceof Path path) {
      path(path);
    } else if (value.getClass() == File.class) {
      text(FILE, ((File) value).getPath());
    } else if (value instanceof URI uri) {
      text(URI_TEXT, uri.toString());
    } else if (value instanceof URL url) {
      text(URL_TEXT, url.toExternalForm());
    } else if (value instanceof UUID uuid) {
      out.putByte(UUID_BITS);
      out.putLong(uuid.getMostSignificantBits());
      out.putLong(uuid.getLeastSignificantBits());
    } else if (value instanceof Enum<?> constant) {
      text(ENUM, constant.getDeclaringClass().getName());
      out.putText(constant.name());
    } else if (value instanceof ZoneId zone) {
      text(TIME, "ZoneId");
      out.putText(zone.getId());
    } else if (isTime(value)) {
      text(TIME, value.getClass().getSimpleName());
      out.putText(value.toString());
    } else {
      return false;
    }
    return true;
  }

  /**
   * The text of most paths tells them apart. Others have the same text in several file systems, or
   * a name whose bytes are no text here: their URI has all of it.
   */
  private void path(Path path) {
    String text = path.toString();
    if (isToldByText(path, text)) {
      text(PATH, text);
      return;
    }
    // A relative path stays one: its URI would depend on the folder in which the program runs.
    boolean absolute = path.isAbsolute();
    Path whole = absolute ? path : rooted(path);
    String uri = whole.toUri().toString();
    out.putByte(OTHER_PATH);
    out.putByte(absolute ? 1 : 0);
    // A slash at the end says that there is a folder now, which is not what identifies a path.
    out.putText(uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
  }

  private static boolean isToldByText(Path path, String text) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      return false;
    }
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false; // This locale has no bytes for its text.
    }
  }

  private static Path rooted(Path path) {
    Iterator<Path> roots = path.getFileSystem().getRootDirectories().iterator();
    return roots.hasNext() ? roots.next().resolve(path) : path;
  }

  /** The classes of java.time are final, and their texts are exact. */
  private static boolean isTime(Object value) {
    return (value instanceof TemporalAccessor || value instanceof TemporalAmount)
        && value.getClass().getPackageName().equals("java.time");
  }

  private boolean many(Object value, int depth) {
    if (value instanceof byte[] bytes) {
      out.putByte(BYTES);
      out.putBytes(bytes);
    } else if (value.getClass().isArray()) {
      text(ARRAY, value.getClass().getComponentType().getName());
      int length = Array.getLength(value);
      out.putInt(length);
      for (int i = 0; i < length; i++) {
        write(Array.get(value, i), depth + 1);
      }
    } else if (value instanceof List<?> list) {
      out.putByte(LIST);
      Object[] elements = list.toArray(); // At once: the list may be changed meanwhile.
      out.putInt(elements.length);
      for (Object element : elements) {
        write(element, depth + 1);
      }
    } else if (value instanceof Record one) {
      text(RECORD, one.getClass().getName());
      RecordComponents.Component[] components = records.components(one.getClass());
      out.putInt(components.length);
      for (RecordComponents.Component component : components) {
        out.putText(component.name());
        write(component.of(one), depth + 1);
      }
    } else {
      return false;
    }
    return true;
  }
}
