package dev.headway.internal.process.loader;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.text.UserText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a worker for a class loader of its parent, which it asks each time. The loader that
 * defines a class there has its counterpart define it here, and resources and services are found in
 * the same places and order.
 */
public final class RemoteClassLoader extends ClassLoader {
  /** The package of Headway, whose classes talk with the parent: a worker has its own. */
  private static final String HEADWAY = WorkerProtocol.rootPackage() + '.';

  static {
    registerAsParallelCapable();
  }

  private final int number;
  private final ClassRequests requests;
  private final IntFunction<RemoteClassLoader> others;

  RemoteClassLoader(int number, ClassRequests requests, IntFunction<RemoteClassLoader> others) {
    super(ClassLoader.getSystemClassLoader());
    this.number = number;
    this.requests = requests;
    this.others = others;
  }

  int number() {
    return number;
  }

  /** True for what a worker has by itself in any case, or needs as it has it. */
  public static boolean isOfHeadway(String name) {
    return name.startsWith(HEADWAY);
  }

  private static boolean isOfJdk(String name) {
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = isOfJdk(name) || isOfHeadway(name) ? own(name) : null;
      }
      if (type == null) {
        type = askFor(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  private static @Nullable Class<?> own(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return null; // A class of other code, in a package of such a name.
    }
  }

  private Class<?> askFor(String name) throws ClassNotFoundException {
    try {
      GrowableBuffer answer = requests.ask(number, LoaderRequest.CLASS, name, null, 0);
      if (answer == null) {
        throw new ClassNotFoundException(name);
      }
      int definer = answer.getInt();
      if (definer == ClassLoaders.SYSTEM) {
        return ofSystem(name);
      }
      byte[] file = (byte[]) PlainValueCodec.read(answer, GrowableBuffer.LIMIT);
      String location = (String) PlainValueCodec.read(answer, GrowableBuffer.LIMIT);
      @Nullable String[] facts = PackageManifest.read(answer);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return others.apply(definer).define(name, file, location, facts);
    } catch (IOException | ClassCastException e) {
      throw new ClassNotFoundException(name + " (" + UserText.message(e) + ")", e);
    }
  }

  /** What the parent has on its class path may not be on that of this JVM, as from an agent. */
  private Class<?> ofSystem(String name) throws ClassNotFoundException, IOException {
    Class<?> type = own(name);
    if (type != null) {
      return type;
    }
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return define(name, in.readAllBytes(), null, new @Nullable String[0]);
    }
  }

  private Class<?> define(
      String name, byte[] file, @Nullable String location, @Nullable String[] facts) {
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      return type != null ? type : defineNew(name, file, location, facts);
    }
  }

  private Class<?> defineNew(
      String name, byte[] file, @Nullable String location, @Nullable String[] facts) {
    int end = name.lastIndexOf('.');
    if (end > 0 && facts.length > 0 && getDefinedPackage(name.substring(0, end)) == null) {
      try {
        definePackage(
            name.substring(0, end),
            facts[0],
            facts[1],
            facts[2],
            facts[3],
            facts[4],
            facts[5],
            null);
      } catch (IllegalArgumentException e) {
        // Another thread was first.
      }
    }
    URL place = location == null ? null : RemoteResource.url(location, "", number, requests);
    ProtectionDomain domain =
        place == null
            ? null
            : new ProtectionDomain(new CodeSource(place, (Certificate[]) null), null, this, null);
    return defineClass(name, file, 0, file.length, domain);
  }

  @Override
  public @Nullable URL getResource(String name) {
    List<URL> first = places(LoaderRequest.FIRST, name);
    return first.isEmpty() ? null : first.get(0);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return Collections.enumeration(places(LoaderRequest.ALL, name));
  }

  /** As other loaders do, it has nothing where it cannot look. */
  private List<URL> places(LoaderRequest request, String name) {
    List<URL> places = new ArrayList<>();
    try {
      GrowableBuffer answer = requests.ask(number, request, name, null, 0);
      int count = answer == null ? 0 : answer.getInt();
      for (int i = 0; i < count && answer != null; i++) {
        String place = String.valueOf(PlainValueCodec.read(answer, GrowableBuffer.LIMIT));
        URL url = RemoteResource.url(place, name, number, requests);
        if (url != null) {
          places.add(url);
        }
      }
    } catch (IOException e) {
      // The parent has gone, or its loader has failed.
    }
    return places;
  }
}
