package dev.headway.internal.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.client.JvmNotices;
import dev.headway.internal.process.config.InheritedProperties;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerBootstrapTest {
  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();
  private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
  private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);

  @AfterEach
  void restore() {
    System.clearProperty("twin.test");
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
    Locale.setDefault(Locale.Category.FORMAT, format);
    Locale.setDefault(Locale.Category.DISPLAY, display);
  }

  @Test
  void shouldArriveAsItWasSent() {
    WorkerBootstrap bootstrap =
        new WorkerBootstrap(
            Map.of("a", "1\n2", "", "ü€😀", "big", "x".repeat(100_000)), List.of("und"));

    assertThat(WorkerBootstrap.read(new ByteArrayInputStream(bootstrap.bytes())))
        .isEqualTo(bootstrap);
    assertThat(WorkerBootstrap.read(new ByteArrayInputStream(new byte[0])).properties()).isEmpty();
    assertThat(bootstrap.toString()).doesNotContain("2");
  }

  @Test
  void shouldTellWhatTheProgramHasSet() {
    System.setProperty("twin.test", "set");
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    Locale.setDefault(Locale.ROOT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.FRANCE);

    WorkerBootstrap bootstrap = InheritedProperties.collect(Set.of());
    assertThat(bootstrap.properties())
        .containsEntry("twin.test", "set")
        .containsEntry("user.timezone", "Asia/Kathmandu")
        .containsEntry("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
        .doesNotContainKeys("java.class.path", "java.vm.name", "os.name", "user.dir");
    assertThat(bootstrap.locales()).containsExactly("und", "und", "fr-FR");
  }

  @Test
  void shouldSayNothingOfWhatWorkersAreToldOtherwise() {
    System.setProperty("twin.test", "set");
    Locale.setDefault(Locale.ROOT);

    WorkerBootstrap bootstrap =
        InheritedProperties.collect(Set.of("twin.test", "user.timezone", "user.language"));
    assertThat(bootstrap.properties()).doesNotContainKeys("twin.test");
    assertThat(bootstrap.locales()).isEmpty();
  }

  @Test
  void shouldSayNothingOfAZoneThatHasNoName() {
    TimeZone.setDefault(new SimpleTimeZone(12_345_678, "Mine"));

    assertThat(InheritedProperties.collect(Set.of()).properties())
        .doesNotContainEntry("user.timezone", "Mine");
  }

  @Test
  void shouldKnowWhatAJvmSaysOfItsOptions() {
    JvmNotices notices = new JvmNotices(Map.of("JAVA_TOOL_OPTIONS", "-Da=1\n-Db=2"), true);

    assertThat(notices.isOne("NOTE: Picked up JDK_JAVA_OPTIONS: -Dx=1")).isTrue();
    assertThat(notices.isOne("Picked up JAVA_TOOL_OPTIONS: -Da=1")).isTrue();
    assertThat(notices.isOne("-Db=2")).isTrue();
    assertThat(notices.isOne("Picked up _JAVA_OPTIONS: -Dx=1")).isTrue();
    assertThat(notices.isOne("WARNING: Using incubator modules: jdk.incubator.vector")).isTrue();
    assertThat(notices.isOne("WARNING: the disk is full")).isFalse();
    assertThat(notices.isOne("Picked up _JAVA_OPTIONS: by a program that a task starts")).isFalse();
  }

  @Test
  void shouldShowWhatAJvmSaysOfOptionsThatAreForWorkersAlone() {
    JvmNotices notices = new JvmNotices(Map.of(), false);

    assertThat(notices.isOne("WARNING: Using incubator modules: x")).isFalse();
  }
}
