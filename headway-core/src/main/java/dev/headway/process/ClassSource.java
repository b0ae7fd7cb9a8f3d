package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of classes that are not on the class path, such as those of a program that was
 * compiled in memory: a child asks for them by the number of their class loader. Used by the thread
 * that talks with the child.
 */
final class ClassSource {
  /** The number of all loaders whose classes a child finds by itself. */
  static final int SYSTEM = 0;

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  /** The number of a loader. */
  int number(@Nullable ClassLoader loader) {
    if (loader == null || isSystem(loader)) {
      return SYSTEM;
    }
    for (int i = 0; i < loaders.size(); i++) {
      if (loaders.get(i).get() == loader) {
        return i + 1;
      }
    }
    loaders.add(new WeakReference<>(loader));
    return loaders.size();
  }

  private static boolean isSystem(ClassLoader loader) {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    while (system != null && system != loader) {
      system = system.getParent();
    }
    return system == loader;
  }

  /** Answers a child that asks for a class. */
  void answer(Wire wire, Bytes question) throws IOException {
    int number = question.getInt();
    byte[] name = new byte[question.remaining()];
    System.arraycopy(question.array(), question.skip(name.length), name, 0, name.length);
    byte[] file = find(number, new String(name, UTF_8));
    Bytes answer = new Bytes();
    answer.write(file, 0, file.length);
    wire.send(Frame.Kind.CLASS, 0, answer);
  }

  /** The bytes of a class; none if there is no such class. */
  private byte[] find(int number, String name) throws BadFrameException {
    if (number < 1 || number > loaders.size()) {
      throw new BadFrameException("it asks for a class of loader " + number);
    }
    ClassLoader loader = loaders.get(number - 1).get();
    if (loader == null) {
      return new byte[0];
    }
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException | RuntimeException e) {
      return new byte[0]; // The loader is of somebody else's making.
    }
  }
}
