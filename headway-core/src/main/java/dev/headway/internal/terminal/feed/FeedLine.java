package dev.headway.internal.terminal.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headway.internal.terminal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A line for clients. Never changed. */
final class FeedLine {

  /** Whether a line may be left out for a client that does not read. */
  enum Kind {
    /** A later line of the numbers of this progress replaces it. */
    NUMBERS,
    /** A later list of its running tasks replaces it. */
    TASKS,
    /** It may be left out, and is counted then. */
    EVENT,
    /** As long as there is any room, it is kept: a progress begins or ends. */
    STATE;

    boolean isReplaced() {
      return this == NUMBERS || this == TASKS;
    }
  }

  /** What a later line replaces. */
  record Key(long id, Kind kind) {}

  private final long id;
  private final String label;
  private final Kind kind;
  private final byte[] text;

  /**
   * A line.
   *
   * @param id the progress that it is about; 0 if it is about the process
   * @param label the name of that progress
   * @param kind whether it may be left out
   * @param text its bytes, with the end of the line
   */
  FeedLine(long id, String label, Kind kind, byte[] text) {
    this.id = id;
    this.label = label;
    this.kind = kind;
    this.text = text;
  }

  static FeedLine of(long id, String label, Kind kind, JsonObject object) {
    return new FeedLine(id, label, kind, (object + "\n").getBytes(US_ASCII));
  }

  long id() {
    return id;
  }

  String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }

  /** Its bytes, which all clients share. */
  byte[] text() {
    return text;
  }

  /** What it is replaced by; null if by nothing. */
  @Nullable Key key() {
    return kind.isReplaced() ? new Key(id, kind) : null;
  }
}
