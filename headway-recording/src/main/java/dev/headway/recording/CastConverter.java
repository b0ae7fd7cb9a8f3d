package dev.headway.recording;

import com.fasterxml.jackson.core.JsonFactory;
import dev.headway.terminal.RecordingConverter;
import dev.headway.terminal.RecordingFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Converts recordings by JLine's terminal emulator. */
public final class CastConverter implements RecordingConverter {

  /** Made by {@link java.util.ServiceLoader}. */
  public CastConverter() {}

  @Override
  public void check(RecordingFormat format) {
    // A missing library is reported now, not when the recording ends.
    new Emulator(new CastHeader(2, 80, 24, null, null, null, null)).spans();
    new JsonFactory();
    if (format == RecordingFormat.HTML) {
      Page.check();
    }
  }

  @Override
  public void convert(Path cast, RecordingFormat format, OutputStream to) throws IOException {
    new CastConversion(cast, format, 2, null).write(to);
  }
}
