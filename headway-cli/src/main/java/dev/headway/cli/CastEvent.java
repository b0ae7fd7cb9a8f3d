package dev.headway.cli;

/**
 * Something that happened in a recording.
 *
 * @param micros when, in microseconds since the beginning; never before the event before
 * @param code what: {@code o} output, {@code m} a marker, {@code r} another size, {@code x} the
 *     end, {@code i} input; others are passed over
 * @param data what belongs to it
 */
record CastEvent(long micros, String code, String data) {

  boolean is(String wanted) {
    return code.equals(wanted);
  }
}
