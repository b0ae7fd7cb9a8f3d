package dev.headway.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * In an executor: finds the classes of a function that no jar has, by asking the driver. The worker
 * process of a slot asks this loader in turn.
 */
final class DriverClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final String function;

  /**
   * @param function the name of the function
   * @param parent finds what has come in jars
   */
  DriverClassLoader(String function, ClassLoader parent) {
    super(parent);
    this.function = function;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytes(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    byte[] bytes = bytes(name);
    if (bytes == null) {
      return null;
    }
    try {
      return new URL("headway-driver", "", -1, "/" + name, new Memory(bytes));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // The handler is given.
    }
  }

  private byte @Nullable [] bytes(String resource) {
    try {
      return ExecutorLink.ask(new ClassQuestion(function, resource).write());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The batch was cancelled.
      return null;
    } catch (Exception e) {
      return null; // As if the driver did not have it.
    }
  }

  /** Opens what was fetched before. */
  private static final class Memory extends URLStreamHandler {
    private final byte[] bytes;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL place) {
      return new URLConnection(place) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
