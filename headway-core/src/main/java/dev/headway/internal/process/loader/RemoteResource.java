package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.internal.process.wire.PlainValueCodec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a class loader of the parent has found, by asking the parent for the bytes. What is in
 * a file, or in a jar that is one, is opened here as everywhere.
 */
final class RemoteResource extends URLStreamHandler {
  private final String place;
  private final String name;
  private final int number;
  private final ClassRequests requests;

  private RemoteResource(String place, String name, int number, ClassRequests requests) {
    this.place = place;
    this.name = name;
    this.number = number;
    this.requests = requests;
  }

  /**
   * The place of a resource, as its parent has named it; null if that is no name of a place.
   *
   * @param name by which the parent's loader knows the resource
   */
  static @Nullable URL url(String place, String name, int number, ClassRequests requests) {
    try {
      return isHere(place)
          ? new URL(place)
          : new URL(null, place, new RemoteResource(place, name, number, requests));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  private static boolean isHere(String place) {
    if (place.startsWith("jrt:")) {
      return true;
    }
    String file = place;
    if (place.startsWith("jar:")) {
      int end = place.indexOf("!/");
      if (end < 0 || place.indexOf("!/", end + 1) > 0) {
        return false; // A jar inside of a jar.
      }
      file = place.substring("jar:".length(), end);
    }
    try {
      return file.startsWith("file:") && Files.isReadable(Path.of(new URL(file).toURI()));
    } catch (MalformedURLException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      return false;
    }
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    String wanted = url.toExternalForm();
    if (wanted.equals(place)) {
      return new Connection(url, name);
    }
    // Made from the other, as by new URL(url, "../schema/common.xsd").
    String root = place.endsWith(name) ? place.substring(0, place.length() - name.length()) : place;
    if (!wanted.startsWith(root)) {
      throw new FileNotFoundException(
          wanted + " (it was not found by the loader of " + place + ")");
    }
    return new Connection(url, wanted.substring(root.length()));
  }

  /** The JDK would compare hosts, by asking for their addresses. */
  @Override
  protected boolean equals(URL one, URL other) {
    return one.toExternalForm().equals(other.toExternalForm());
  }

  @Override
  protected int hashCode(URL url) {
    return url.toExternalForm().hashCode();
  }

  private final class Connection extends URLConnection {
    private final String itsName;
    private @Nullable GrowableBuffer first;

    Connection(URL url, String itsName) {
      super(url);
      this.itsName = itsName;
    }

    @Override
    public void connect() throws IOException {
      if (first == null) {
        first = part(0);
        connected = true;
      }
    }

    private GrowableBuffer part(long from) throws IOException {
      GrowableBuffer part =
          requests.ask(number, LoaderRequest.READ, itsName, url.toExternalForm(), from);
      if (part == null) {
        throw new FileNotFoundException(url.toExternalForm());
      }
      return part;
    }

    private byte[] bytes(GrowableBuffer part) throws IOException {
      return PlainValueCodec.read(part, GrowableBuffer.LIMIT) instanceof byte[] bytes
          ? bytes
          : new byte[0];
    }

    @Override
    public InputStream getInputStream() throws IOException {
      connect();
      GrowableBuffer begin = first;
      first = null; // A second stream asks anew.
      return new ChunkedInputStream(from -> bytes(from == 0 && begin != null ? begin : part(from)));
    }

    @Override
    public @Nullable String getContentType() {
      return guessContentTypeFromName(itsName);
    }
  }
}
