package dev.headway.recording;

/**
 * Something that happened in a recording.
 *
 * @param micros when, in microseconds since the beginning; never before the event before
 * @param code what: {@code o} output, {@code m} a marker, {@code r} another size, {@code x} the
 *     end, {@code i} input; others are passed over
 * @param data what belongs to it
 */
public record CastEvent(long micros, String code, String data) {

  /**
   * Tells what kind of event this is.
   *
   * @param wanted a code
   * @return true if it is that of this event
   */
  public boolean is(String wanted) {
    return code.equals(wanted);
  }
}
