package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a parent tells its worker before anything else, through the worker's standard input, which
 * no other process can read.
 *
 * @param properties system properties
 * @param locales the default, that for display and that for formats, as language tags; or nothing
 */
public record WorkerBootstrap(Map<String, String> properties, List<String> locales) {
  /**
   * Waits until the parent has told it, and is ready; nothing if it is gone, which will be seen.
   */
  public static WorkerBootstrap read(InputStream from) {
    Map<String, String> properties = new TreeMap<>();
    List<String> locales = new ArrayList<>();
    try {
      DataInputStream in = new DataInputStream(from);
      for (int rest = in.readInt(); rest > 0; rest--) {
        properties.put(text(in), text(in));
      }
      for (int rest = in.readInt(); rest > 0; rest--) {
        locales.add(text(in));
      }
    } catch (IOException e) {
      return new WorkerBootstrap(Map.of(), List.of());
    }
    return new WorkerBootstrap(properties, locales);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(properties.size());
      for (Map.Entry<String, String> property : properties.entrySet()) {
        text(property.getKey(), out);
        text(property.getValue(), out);
      }
      out.writeInt(locales.size());
      for (String locale : locales) {
        text(locale, out);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "The bootstrap cannot be written.", e); // There is no device that could fail.
    }
    return bytes.toByteArray();
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Makes them those of this JVM. */
  public void apply() {
    System.getProperties().putAll(properties); // Not one by one: their names may be empty.
    if (!locales.isEmpty()) {
      Locale.setDefault(Locale.forLanguageTag(locales.get(0)));
      Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag(locales.get(1)));
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag(locales.get(2)));
    }
  }

  @Override
  public String toString() {
    return "bootstrap with " + properties.size() + " properties"; // Their values may be secrets.
  }
}
