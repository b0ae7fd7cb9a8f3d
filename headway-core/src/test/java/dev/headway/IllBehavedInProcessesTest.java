package dev.headway;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** The same on worker processes. */
@Tag("faults")
class IllBehavedInProcessesTest extends IllBehavedTest {
  static Stream<Place> places() {
    return Stream.of(Place.PROCESSES, Place.TAGGED);
  }
}
