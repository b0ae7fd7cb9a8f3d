package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PrimitiveCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the manifest of its jar says of a package, such as the version that a library tells. */
final class PackageManifest {
  private static final int COUNT = 6;

  private PackageManifest() {}

  static void write(GrowableBuffer out, @Nullable Package of) {
    PrimitiveCodec.write(out, of == null ? null : of.getSpecificationTitle());
    PrimitiveCodec.write(out, of == null ? null : of.getSpecificationVersion());
    PrimitiveCodec.write(out, of == null ? null : of.getSpecificationVendor());
    PrimitiveCodec.write(out, of == null ? null : of.getImplementationTitle());
    PrimitiveCodec.write(out, of == null ? null : of.getImplementationVersion());
    PrimitiveCodec.write(out, of == null ? null : of.getImplementationVendor());
  }

  /** In the order in which {@link ClassLoader} wants them for the definition of a package. */
  static @Nullable String[] read(GrowableBuffer in) throws IOException {
    @Nullable String[] facts = new @Nullable String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      facts[i] = (String) PrimitiveCodec.read(in, GrowableBuffer.LIMIT);
    }
    return facts;
  }
}
