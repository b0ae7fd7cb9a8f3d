package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
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
 * program that was compiled in memory, of a plugin, or of jars inside of a jar: a worker asks for
 * them by the number of their class loader. Used by the thread that talks with the worker.
 */
public final class ClassServer implements ClassLoaders {
  private final LoaderTable loaders = new LoaderTable();

  @Override
  public int number(Class<?> type) {
    return loaders.number(type);
  }

  /** The number of a loader. */
  public int number(@Nullable ClassLoader loader) {
    return loaders.number(loader);
  }

  @Override
  public @Nullable ClassLoader loader(int number) throws IOException {
    return loaders.loader(number);
  }

  /** Whether the worker may have something to ask. */
  public boolean inUse() {
    return loaders.size() > 0;
  }

  /** Answers a worker. */
  public void answer(FrameChannel channel, GrowableBuffer asked) throws IOException {
    ClassLoader loader = loaders.loader(asked.getInt());
    LoaderRequest request = LoaderRequest.of(asked.getByte());
    String name = String.valueOf(PlainValueCodec.read(asked, GrowableBuffer.LIMIT));
    String place =
        request == LoaderRequest.READ ? String.valueOf(PlainValueCodec.read(asked, 1 << 20)) : "";
    long from = request == LoaderRequest.READ ? asked.getLong() : 0;
    GrowableBuffer answer = new GrowableBuffer();
    try {
      if (loader == null) {
        answer.putByte(LoaderRequest.NOTHING);
      } else {
        switch (request) {
          case CLASS -> describe(answer, loader, name);
          case FIRST -> list(answer, first(loader, name));
          case ALL -> list(answer, Collections.list(loader.getResources(name)));
          case READ -> read(answer, loader, name, place, from);
        }
      }
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      answer.clear(); // The loader is not one of Headway's.
      answer.putByte(LoaderRequest.FAILED);
      PlainValueCodec.write(answer, UserText.of(e, ControlEscapes.MAX_LENGTH));
    }
    channel.send(FrameHeader.Kind.CLASS, 0, answer);
  }

  /** By whom the class is defined, which need not be the loader that is asked for it. */
  private void describe(GrowableBuffer answer, ClassLoader loader, String name) {
    Class<?> type = null;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      // Its bytes may be there all the same.
    }
    ClassLoader definer = type == null ? loader : type.getClassLoader();
    if (ClassLoaders.isSystem(definer)) {
      answer.putByte(LoaderRequest.FOUND);
      answer.putInt(SYSTEM);
      return;
    }
    byte[] file = type == null ? ClassFiles.find(loader, name) : ClassFiles.of(type);
    if (file == null) {
      answer.putByte(type == null ? LoaderRequest.NOTHING : LoaderRequest.FAILED);
      PlainValueCodec.write(answer, type == null ? null : ClassFiles.missing(type));
      return;
    }
    answer.putByte(LoaderRequest.FOUND);
    answer.putInt(loaders.number(definer));
    PlainValueCodec.write(answer, file);
    PlainValueCodec.write(answer, type == null ? null : ClassFiles.location(type));
    PackageManifest.write(answer, type == null ? null : type.getPackage());
  }

  private static List<URL> first(ClassLoader loader, String name) {
    URL first = loader.getResource(name);
    return first == null ? List.of() : List.of(first);
  }

  private static void list(GrowableBuffer answer, List<URL> places) {
    Set<String> texts = new LinkedHashSet<>();
    places.forEach(place -> texts.add(place.toExternalForm()));
    answer.putByte(LoaderRequest.FOUND);
    answer.putInt(texts.size());
    texts.forEach(text -> PlainValueCodec.write(answer, text));
  }

  private static void read(
      GrowableBuffer answer, ClassLoader loader, String name, String place, long from)
      throws IOException {
    try (InputStream in = open(loader, name, place)) {
      in.skipNBytes(from);
      byte[] part = in.readNBytes(LoaderRequest.PART);
      answer.putByte(LoaderRequest.FOUND);
      PlainValueCodec.write(answer, part);
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
