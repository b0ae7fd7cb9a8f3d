package dev.headway.internal.process.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.process.Plugins;
import dev.headway.process.Plugins.MemoryLoader;
import dev.headway.process.Processes;
import dev.headway.work.TaskFunction;
import java.io.ByteArrayInputStream;
import java.io.NotSerializableException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to whoever wants to send what cannot travel. */
class SerializationAdviceTest {
  private static String explain(Object value) {
    try {
      Codec.write(new GrowableBuffer(), value);
    } catch (NotSerializableException e) {
      return SerializationDiagnosis.explain("input", value, e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("It can travel: " + value);
  }

  @Test
  void shouldSayWhatToWriteInstead() {
    Function<String, String> function = text -> text + "!";

    assertThat(explain(List.of(1).iterator())).endsWith("Send a list of what it goes over");
    assertThat(explain(Stream.of(1))).endsWith("Send a list of what it goes over");
    assertThat(explain(CharBuffer.allocate(1))).contains("Send the array");
    assertThat(explain(new CompletableFuture<>())).contains("Wait for its value");
    assertThat(explain(new ByteArrayInputStream(new byte[1]))).contains("map(() -> open()");
    assertThat(explain(DateTimeFormatter.ISO_DATE)).contains("Keep it in a static field");
    assertThat(explain(function)).contains("(Function<A, B> & Serializable) x -> …");
    assertThat(explain(new Object())).isEqualTo("java.lang.Object is not Serializable (input)");
  }

  @Test
  void shouldLookInsideOfWhatTravelsByCopy() {
    Map<String, Object> map = new HashMap<>(Map.of("key", new Object()));

    assertThat(explain(map.entrySet().iterator().next()))
        .isEqualTo("java.lang.Object is not Serializable (input.getValue())");
    assertThat(explain(map.values())).contains("(input[0])");
    assertThat(explain(Optional.of(map.entrySet()))).contains("(input.get()[0].getValue())");
  }

  /** As the compiler of Kotlin writes them: it does not know that they are to be serializable. */
  private static final Map<String, String> OTHER_LANGUAGES =
      Map.of(
          "kotlin/Metadata.java",
          """
          package kotlin;
          import java.lang.annotation.*;
          @Retention(RetentionPolicy.RUNTIME) public @interface Metadata {}
          """,
          "groovy/lang/Closure.java",
          "package groovy.lang; public class Closure implements java.io.Serializable {"
              + " public Object owner = new Object(); }",
          "app/MainKt.java",
          """
          package app;
          import dev.headway.work.TaskFunction;
          import java.util.function.Function;
          @kotlin.Metadata public class MainKt {
            public static TaskFunction<Object, Object> lambda() {
              Function<Object, Object> its = x -> x;
              return x -> its.apply(x);
            }
            public static TaskFunction<Object, Object> closure() {
              groovy.lang.Closure its = new groovy.lang.Closure() {};
              return x -> its.owner;
            }
          }
          """);

  @Test
  void shouldSpeakTheLanguageOfTheFunction(@TempDir Path directory) throws Exception {
    ClassLoader loader =
        new MemoryLoader(ClassLoader.getSystemClassLoader(), true)
            .with(Plugins.compile(directory, OTHER_LANGUAGES));
    Class<?> main = loader.loadClass("app.MainKt");

    assertThatThrownBy(() -> check(main.getMethod("lambda").invoke(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("app.MainKt$$Lambda")
        .hasMessageContaining("It is a Kotlin lambda: write @JvmSerializableLambda");
    assertThatThrownBy(() -> check(main.getMethod("closure").invoke(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{ … }.dehydrate()");
  }

  private static void check(Object function) {
    Processes.of(1).check((TaskFunction<?, ?>) function);
  }
}
