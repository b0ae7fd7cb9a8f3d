package dev.headway.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the manifest of its jar says of a package, such as the version that a library tells. */
final class PackageFacts {
  private static final int COUNT = 6;

  private PackageFacts() {}

  static void write(Bytes out, @Nullable Package of) {
    Plain.write(out, of == null ? null : of.getSpecificationTitle());
    Plain.write(out, of == null ? null : of.getSpecificationVersion());
    Plain.write(out, of == null ? null : of.getSpecificationVendor());
    Plain.write(out, of == null ? null : of.getImplementationTitle());
    Plain.write(out, of == null ? null : of.getImplementationVersion());
    Plain.write(out, of == null ? null : of.getImplementationVendor());
  }

  /** In the order in which {@link ClassLoader} wants them for the definition of a package. */
  static @Nullable String[] read(Bytes in) throws IOException {
    @Nullable String[] facts = new @Nullable String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      facts[i] = (String) Plain.read(in, Bytes.LIMIT);
    }
    return facts;
  }
}
