package dev.headway.terminal;

import dev.headway.recording.CastHeader;
import dev.headway.recording.CastWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An asciicast that grows as it is recorded; no buffer, so that it is whole up to any end. */
final class CastTape implements Tape {

  private final CastWriter cast;

  CastTape(OutputStream file, CastHeader header) throws IOException {
    this.cast = new CastWriter(file, header);
  }

  @Override
  public void output(long nanos, String text) throws IOException {
    cast.output(nanos / 1000, text);
  }

  @Override
  public void mark(long nanos, String label) throws IOException {
    cast.marker(nanos / 1000, label);
  }

  @Override
  public @Nullable String end() throws IOException {
    cast.close();
    return null;
  }
}
