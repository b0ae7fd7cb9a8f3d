package dev.headway.internal.terminal.device;

import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.layout.Size;
import java.io.IOException;
import java.util.List;

/** What a bar is drawn on. Used by one thread at a time, except where it says otherwise. */
public interface Device {

  /** Which characters and colours it shows. */
  Theme theme();

  /** Whether a mark in the taskbar may be asked for. */
  default boolean hasTaskbar() {
    return false;
  }

  /** Whether its window may have a title. */
  default boolean hasTitle() {
    return true;
  }

  /**
   * Prepares the device for drawing. From now on it notices changes.
   *
   * @param target is paused before the whole process stops
   */
  default void open(PrintTarget target) {}

  /** Stops noticing changes and leaves nothing behind. */
  default void close() {}

  /**
   * Waits, after the last frame, while the user presses Ctrl-C again: a terminal shows each as
   * {@code ^C}. If the process is ending, later ones count too.
   *
   * @param moved is run when the cursor has moved, on any thread
   */
  default void awaitCalm(Runnable moved) {}

  /** Its size, as far as it is known. */
  Size size();

  /** Whether the size has perhaps changed since it was last looked up. Safe for any thread. */
  default boolean isUncertain() {
    return false;
  }

  /** Looks up the size again now. */
  default void check() {}

  /**
   * Looks up the size again if that is due.
   *
   * @param nanos the time now
   * @return true if something else may have written on the screen since, as after a stop
   */
  default boolean refresh(long nanos) {
    return false;
  }

  /** Returns whether other programs write to it too, unnoticed and at any time. */
  default boolean isShared() {
    return false;
  }

  /**
   * Shows text that the program prints to the same terminal above the bar.
   *
   * @return the captured streams, to be put back
   */
  default List<StreamCapture> capture(PrintTarget target) {
    return List.of();
  }

  /** The bytes of a text for this device. */
  byte[] encode(String text);

  /**
   * Writes at once.
   *
   * @throws IOException if it is gone
   */
  void write(byte[] bytes) throws IOException;
}
