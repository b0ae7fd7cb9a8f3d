package dev.headway.spark;

import dev.headway.work.TaskFunction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A function whose classes a loader of its own has, as that of a single-file program does. */
final class SeparateClasses {
  private static final String SOURCE =
      """
      package separate;

      public final class Twice implements dev.headway.work.TaskFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer x) {
          return Helper.twice(x);
        }

        static final class Helper {
          static int twice(int x) {
            return 2 * x;
          }
        }
      }
      """;

  private SeparateClasses() {}

  /** A loader of classes that are compiled into a folder. */
  static URLClassLoader in(Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Twice.java"), SOURCE);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    if (status != 0) {
      throw new IllegalStateException("The source was not compiled.");
    }
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, SeparateClasses.class.getClassLoader());
  }

  /** The same, with a loader that does not give the bytes of its classes away. */
  static URLClassLoader secretiveIn(Path folder) throws Exception {
    URLClassLoader open = in(folder);
    return new URLClassLoader(open.getURLs(), SeparateClasses.class.getClassLoader()) {
      @Override
      public @Nullable URL getResource(String name) {
        return name.startsWith("separate/") ? null : super.getResource(name);
      }
    };
  }

  @SuppressWarnings("unchecked") // As the source says.
  static TaskFunction<Integer, Integer> function(ClassLoader loader) throws Exception {
    return (TaskFunction<Integer, Integer>)
        loader.loadClass("separate.Twice").getConstructor().newInstance();
  }
}
