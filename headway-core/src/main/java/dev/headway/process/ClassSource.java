package dev.headway.process;

import dev.headway.text.UserText;
import dev.headway.text.Visible;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of classes and resources that are not on the class path, such as those of a
 * program that was compiled in memory, of a plugin, or of jars inside of a jar: a child asks for
 * them by the number of their class loader. Used by the thread that talks with the child.
 */
final class ClassSource implements Loaders {
  private final LoaderTable loaders = new LoaderTable();

  @Override
  public int number(Class<?> type) {
    return loaders.number(type);
  }

  /** The number of a loader. */
  int number(@Nullable ClassLoader loader) {
    return loaders.number(loader);
  }

  @Override
  public @Nullable ClassLoader loader(int number) throws IOException {
    return loaders.loader(number);
  }

  /** Whether the child may have something to ask. */
  boolean inUse() {
    return loaders.size() > 0;
  }

  /** Answers a child. */
  void answer(Wire wire, Bytes asked) throws IOException {
    ClassLoader loader = loaders.loader(asked.getInt());
    Question question = Question.of(asked.getByte());
    String name = String.valueOf(Plain.read(asked, Bytes.LIMIT));
    String place = question == Question.READ ? String.valueOf(Plain.read(asked, 1 << 20)) : "";
    long from = question == Question.READ ? asked.getLong() : 0;
    Bytes answer = new Bytes();
    try {
      if (loader == null) {
        answer.putByte(Question.NOTHING);
      } else {
        switch (question) {
          case CLASS -> describe(answer, loader, name);
          case FIRST -> list(answer, first(loader, name));
          case ALL -> list(answer, Collections.list(loader.getResources(name)));
          case READ -> read(answer, loader, name, place, from);
        }
      }
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      answer.clear(); // The loader is of somebody else's making.
      answer.putByte(Question.FAILED);
      Plain.write(answer, UserText.of(e, Visible.LONGEST));
    }
    wire.send(Frame.Kind.CLASS, 0, answer);
  }

  /** By whom the class is defined, which need not be the loader that is asked for it. */
  private void describe(Bytes answer, ClassLoader loader, String name) {
    Class<?> type = null;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // Its bytes may be there all the same.
    }
    ClassLoader definer = type == null ? loader : type.getClassLoader();
    if (Loaders.isSystem(definer)) {
      answer.putByte(Question.FOUND);
      answer.putInt(SYSTEM);
      return;
    }
    byte[] file = type == null ? ClassFiles.find(loader, name) : ClassFiles.of(type);
    if (file == null) {
      answer.putByte(type == null ? Question.NOTHING : Question.FAILED);
      Plain.write(answer, type == null ? null : ClassFiles.missing(type));
      return;
    }
    answer.putByte(Question.FOUND);
    answer.putInt(loaders.number(definer));
    Plain.write(answer, file);
    Plain.write(answer, type == null ? null : ClassFiles.location(type));
    PackageFacts.write(answer, type == null ? null : type.getPackage());
  }

  private static List<URL> first(ClassLoader loader, String name) {
    URL first = loader.getResource(name);
    return first == null ? List.of() : List.of(first);
  }

  private static void list(Bytes answer, List<URL> places) {
    Set<String> texts = new LinkedHashSet<>();
    places.forEach(place -> texts.add(place.toExternalForm()));
    answer.putByte(Question.FOUND);
    answer.putInt(texts.size());
    texts.forEach(text -> Plain.write(answer, text));
  }

  private static void read(Bytes answer, ClassLoader loader, String name, String place, long from)
      throws IOException {
    try (InputStream in = open(loader, name, place)) {
      in.skipNBytes(from);
      byte[] part = in.readNBytes(Question.PART);
      answer.putByte(Question.FOUND);
      Plain.write(answer, part);
    }
  }

  /** Only what the loader itself has found is opened: a name may stand for several resources. */
  private static InputStream open(ClassLoader loader, String name, String place)
      throws IOException {
    URL first = loader.getResource(name);
    if (first != null && first.toExternalForm().equals(place)) {
      return ClassFiles.open(first);
    }
    for (URL each : Collections.list(loader.getResources(name))) {
      if (each.toExternalForm().equals(place)) {
        return ClassFiles.open(each);
      }
    }
    throw new FileNotFoundException(place);
  }
}
