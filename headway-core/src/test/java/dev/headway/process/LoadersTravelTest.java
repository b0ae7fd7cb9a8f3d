package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.wire.LoaderRequest;
import dev.headway.process.Plugins.MemoryLoader;
import dev.headway.work.BoundFunction;
import dev.headway.work.TaskFunction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, values and resources of class loaders that a worker process does not have. */
@Tag("faults")
class LoadersTravelTest {
  private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

  /** Who closes its state has all the time that a busy machine needs. */
  private final Bench bench =
      new Bench(ProcessConfig.of(4).with(draft -> draft.grace = Patience.LIMIT));

  @TempDir private Path directory;

  @AfterEach
  void close() {
    bench.close();
  }

  /** A plugin whose tasks say what they find. */
  private static final String FINDER =
      """
      package plugin;

      import dev.headway.work.TaskFunction;
      import java.io.InputStream;
      import java.net.URL;
      import java.util.*;

      public class Finder {
        public interface Greeter { String greet(); }
        public static class Loud implements Greeter { public String greet() { return "HELLO"; } }
        public static class Quiet implements Greeter { public String greet() { return "hello"; } }

        public static final TaskFunction<String, Object> TASK = Finder::find;

        static Object find(String what) throws Exception {
          ClassLoader loader = Finder.class.getClassLoader();
          ClassLoader context = Thread.currentThread().getContextClassLoader();
          switch (what) {
            case "text": return text(Finder.class.getResource("a text.txt"));
            case "stream":
              try (InputStream in = Finder.class.getResourceAsStream("/plugin/a text.txt")) {
                return new String(in.readAllBytes());
              }
            case "url": return Finder.class.getResource("a text.txt").toString();
            case "beside": return text(new URL(Finder.class.getResource("a text.txt"), "beside.txt"));
            case "nothing": return Finder.class.getResource("/no") + " " + loader.getResourceAsStream("no")
                + " " + Collections.list(loader.getResources("no"));
            case "empty": return text(loader.getResource("empty")).length();
            case "all": {
              List<String> texts = new ArrayList<>();
              for (URL each : Collections.list(loader.getResources("common"))) texts.add(text(each));
              return texts;
            }
            case "services": {
              List<String> texts = new ArrayList<>();
              for (Greeter each : ServiceLoader.load(Greeter.class)) texts.add(each.greet());
              return texts;
            }
            case "bundle": return ResourceBundle.getBundle("plugin.words").getString("one");
            case "large": {
              try (InputStream in = loader.getResourceAsStream("large")) {
                byte[] all = in.readAllBytes();
                return all.length + " " + Arrays.hashCode(all);
              }
            }
            case "context": return context == loader;
            case "broken": return loader.getResource("broken") + " " + loader.getResourceAsStream("broken");
            case "file": return Finder.class.getResource("/dev/headway/process/LoadersTravelTest.class").getProtocol();
            case "unknown class":
              try {
                return Class.forName("plugin.Unknown");
              } catch (ClassNotFoundException e) {
                return e.getMessage();
              }
            default: return Class.forName(what).getName();
          }
        }

        private static String text(URL url) throws Exception {
          try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes());
          }
        }
      }
      """;

  private static TaskFunction<Object, Object> task(ClassLoader loader, String type)
      throws Exception {
    return cast(loader.loadClass(type).getField("TASK").get(null));
  }

  @SuppressWarnings("unchecked") // Whatever it takes, it is given.
  private static <T> T cast(Object value) {
    return (T) value;
  }

  @Test
  void shouldFindResourcesAndServicesWhereTheParentDoes() throws Exception {
    byte[] large = new byte[LoaderRequest.PART + 12_345];
    large[LoaderRequest.PART] = 1;
    large[large.length - 1] = 2;
    MemoryLoader base = new MemoryLoader(SYSTEM, true).with("common", "of the base");
    MemoryLoader plugin =
        new MemoryLoader(base, true)
            .with(Plugins.compile(directory, Map.of("plugin/Finder.java", FINDER)))
            .with("plugin/a text.txt", "some text")
            .with("plugin/beside.txt", "another")
            .with("plugin/words.properties", "one=uno")
            .with("common", "of the plugin")
            .with("empty", "")
            .with("large", large)
            .with(
                "META-INF/services/plugin.Finder$Greeter",
                "plugin.Finder$Loud\nplugin.Finder$Quiet\n");
    List<String> questions =
        List.of(
            "text",
            "stream",
            "url",
            "beside",
            "nothing",
            "empty",
            "all",
            "services",
            "bundle",
            "large",
            "file",
            "unknown class",
            "plugin.Finder$Loud");
    TaskFunction<Object, Object> task = task(plugin, "plugin.Finder");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();

    TestBatch<Object, Object> batch =
        bench.perform(new TestBatch<Object, Object>(task, List.copyOf(questions)));
    TestBatch<Object, Object> more = bench.perform(TestBatch.of(task, "context", "broken"));

    thread.setContextClassLoader(plugin);
    try {
      for (int i = 0; i < questions.size(); i++) {
        assertThat(batch.value(i)).as(questions.get(i)).isEqualTo(task.apply(questions.get(i)));
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(batch.value(6)).isEqualTo(List.of("of the base", "of the plugin"));
    assertThat(batch.value(7)).isEqualTo(List.of("HELLO", "hello"));
    assertThat(more.value(0)).isEqualTo(true);
    assertThat(more.value(1)).isEqualTo("null null");
  }

  private static final String API =
      """
      package api;

      public class Api implements java.io.Serializable {
        public static int count;
        public final String text;
        public Api(String text) { this.text = text; }
        public interface Shape { String name(); }
      }
      """;

  private static String counter(String version) {
    return """
        package plugin;

        import api.Api;
        import dev.headway.work.TaskFunction;

        public class Counter {
          interface Inside { String text(); }
          record Handler() implements java.lang.reflect.InvocationHandler, java.io.Serializable {
            public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] given) {
              return method.getName();
            }
          }
          public static final TaskFunction<Object, Object> TASK = input -> {
            if ("proxy".equals(input)) {
              return java.lang.reflect.Proxy.newProxyInstance(
                  Counter.class.getClassLoader(), new Class<?>[] {Inside.class, Api.Shape.class}, new Handler());
            }
            if (input instanceof Inside inside) return inside.text() + ((Api.Shape) inside).name();
            if (input instanceof Api api) return new Api(api.text + "!");
            return "VERSION " + ++Api.count + " " + Counter.class.getProtectionDomain().getCodeSource().getLocation();
          };
        }
        """
        .replace("VERSION", version);
  }

  @Test
  void shouldDefineEachClassByTheLoaderThatTheParentHasForIt() throws Exception {
    Path api = Plugins.compile(directory.resolve("api"), Map.of("api/Api.java", API));
    Path one = compileCounter("one", api);
    Path two = compileCounter("two", api);
    try (URLClassLoader common = new URLClassLoader(new URL[] {api.toUri().toURL()}, SYSTEM);
        URLClassLoader first = new URLClassLoader(new URL[] {one.toUri().toURL()}, common);
        URLClassLoader second = new ChildFirst(new URL[] {two.toUri().toURL()}, first)) {
      TaskFunction<Object, Object> its = task(first, "plugin.Counter");
      TaskFunction<Object, Object> other = task(second, "plugin.Counter");
      Object named = common.loadClass("api.Api").getConstructor(String.class).newInstance("named");

      assertThat(value(its, "count")).isEqualTo("one 1 " + one.toUri().toURL());
      assertThat(value(other, "count")).isEqualTo("two 2 " + two.toUri().toURL());
      assertThat(value(its, "count")).isEqualTo("one 3 " + one.toUri().toURL());

      Object answer = value(its, named);
      assertThat(answer.getClass()).isSameAs(named.getClass());
      assertThat(answer.getClass().getField("text").get(answer)).isEqualTo("named!");

      Object proxy = value(other, "proxy");
      assertThat(proxy.getClass().getClassLoader()).isSameAs(second);
      assertThat(value(other, proxy)).isEqualTo("textname");

      // A function of the class path, an input and a captured value of the plugin's.
      assertThat(value(Tasks::same, named).getClass()).isSameAs(named.getClass());
      assertThat(value(input -> named, "").getClass()).isSameAs(named.getClass());
      assertThat(value(new BoundFunction<>(() -> 1, cast(new Applies(its))), "count"))
          .isEqualTo("one 4 " + one.toUri().toURL());
    }
  }

  /** A function of two arguments that is on the class path, around one that is not. */
  record Applies(TaskFunction<Object, Object> function)
      implements dev.headway.work.StatefulFunction<Integer, Object, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(Integer state, Object input) throws Exception {
      return function.apply(input);
    }
  }

  private Object value(TaskFunction<Object, Object> task, Object input) throws Exception {
    TestBatch<Object, Object> batch = bench.perform(TestBatch.of(task, input));
    if (batch.ends().get(0).startsWith("failed")) {
      throw new AssertionError(batch.error(0));
    }
    return batch.value(0);
  }

  private Path compileCounter(String version, Path api) throws Exception {
    return Plugins.compile(
        directory.resolve(version), Map.of("plugin/Counter.java", counter(version)), api);
  }

  /** As plugin hosts have them: it asks its parent last, but gives its parent's files first. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] urls, ClassLoader parent) {
      super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
    }
  }

  private static final String CLOSING =
      """
      package plugin;

      import dev.headway.work.*;
      import java.nio.file.*;

      public class Closing {
        static class Late {
          static String text() throws Exception {
            return new String(Closing.class.getResourceAsStream("/late").readAllBytes());
          }
        }
        record State(Path file) implements AutoCloseable {
          public void close() throws Exception {
            Files.writeString(file, Late.text());
          }
        }
        public static TaskFunction<String, String> task(String file) {
          return new BoundFunction<State, String, String>(
              () -> new State(Path.of(file)), (state, input) -> input);
        }
      }
      """;

  @Test
  void shouldAnswerUntilTheWorkerHasEnded() throws Exception {
    MemoryLoader plugin =
        new MemoryLoader(SYSTEM, true)
            .with(Plugins.compile(directory, Map.of("plugin/Closing.java", CLOSING)))
            .with("late", "not too late");
    Path file = directory.resolve("closed");
    TaskFunction<Object, Object> task =
        cast(
            plugin
                .loadClass("plugin.Closing")
                .getMethod("task", String.class)
                .invoke(null, file.toString()));
    assertThat(value(task, "an input")).isEqualTo("an input");

    bench.close();

    assertThat(Files.readString(file)).isEqualTo("not too late");
  }

  @Test
  void shouldRefuseAFunctionWhoseClassNobodyCanHave() throws Exception {
    MemoryLoader plugin =
        new MemoryLoader(SYSTEM, false)
            .with(Plugins.compile(directory, Map.of("plugin/Finder.java", FINDER)));
    TaskFunction<Object, Object> task = task(plugin, "plugin.Finder");

    assertThatThrownBy(() -> Processes.of(1).check(task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "the bytes of its class plugin.Finder cannot be had from its class loader (a "
                + MemoryLoader.class.getName()
                + ")");
  }
}
