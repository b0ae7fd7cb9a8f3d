package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the manifest of its jar says of a package, such as the version that a library tells. */
final class PackageManifest {
  private static final int COUNT = 6;

  private PackageManifest() {}

  static void write(GrowableBuffer out, @Nullable Package of) {
    PlainValueCodec.write(out, of == null ? null : of.getSpecificationTitle());
    PlainValueCodec.write(out, of == null ? null : of.getSpecificationVersion());
    PlainValueCodec.write(out, of == null ? null : of.getSpecificationVendor());
    PlainValueCodec.write(out, of == null ? null : of.getImplementationTitle());
    PlainValueCodec.write(out, of == null ? null : of.getImplementationVersion());
    PlainValueCodec.write(out, of == null ? null : of.getImplementationVendor());
  }

  /** In the order in which {@link ClassLoader} wants them for the definition of a package. */
  static @Nullable String[] read(GrowableBuffer in) throws IOException {
    @Nullable String[] facts = new @Nullable String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      facts[i] = (String) PlainValueCodec.read(in, GrowableBuffer.LIMIT);
    }
    return facts;
  }
}
