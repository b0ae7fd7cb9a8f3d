package dev.headway.internal.dashboard.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Where the lines of one process come from. */
public interface LineSource extends Closeable {

  /** Tells it apart from all others, for as long as it exists. */
  String key();

  /** How it is called on the page. */
  String name();

  /**
   * Makes the connection, which may take its time.
   *
   * @throws IOException if there is nothing to connect to
   */
  void connect() throws IOException;

  /**
   * Reads its lines until there are no more, or until it is closed by another thread.
   *
   * @param to what is done with each
   * @param tooLong what is done when one was too long and left out
   * @throws IOException if it cannot be read
   */
  void readTo(Consumer<String> to, Runnable tooLong) throws IOException;
}
