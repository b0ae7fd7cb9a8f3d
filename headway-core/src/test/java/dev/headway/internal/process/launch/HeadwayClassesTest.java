package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadwayClassesTest {
  @Test
  void shouldFindEachFileOfHeadwayWithoutAList() throws Exception {
    Path classes =
        Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> all;
    try (Stream<Path> files = Files.walk(classes)) {
      all =
          files
              .filter(Files::isRegularFile)
              .map(file -> classes.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.endsWith("-info.class")) // For compilers.
              .filter(name -> name.startsWith("dev/") || name.startsWith("META-INF/services/"))
              .collect(Collectors.toSet());
    }

    assertThat(HeadwayClasses.find().keySet()).containsExactlyInAnyOrderElementsOf(all);
  }
}
