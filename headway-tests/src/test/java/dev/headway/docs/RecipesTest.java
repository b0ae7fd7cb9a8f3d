package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpServer;
import dev.headway.Pool;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Compiles each example of the recipes, runs it, and looks at what it did. */
@Tag("faults")
@Timeout(300)
class RecipesTest {
  private static final Pattern PART = Pattern.compile("(?m)^## (.+)$|^```java\n((?s:.*?))^```$");

  private static final String UNIT =
      """
      import static java.nio.charset.StandardCharsets.UTF_8;
      import com.sun.net.httpserver.HttpServer;
      import dev.headway.*;
      import dev.headway.docs.RecipeScene;
      import dev.headway.progress.*;
      import dev.headway.work.*;
      import io.opentelemetry.context.Context;
      import java.net.InetSocketAddress;
      import java.nio.file.*;
      import java.sql.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.*;
      import org.slf4j.MDC;
      import org.springframework.context.annotation.AnnotationConfigApplicationContext;
      import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
      import org.springframework.security.core.context.SecurityContextHolder;

      public class %s extends RecipeScene {
        public void run() throws Exception {
      %s
          %s
        }
      }
      """;

  /** Looks at what a recipe did. */
  @FunctionalInterface
  private interface Check {
    void of(RecipeScene done) throws Exception;
  }

  /**
   * @param keeping what the recipe leaves for the check
   */
  private record Expected(String keeping, Check check) {}

  @TempDir Path folder;

  private final ExecutorService executor =
      Executors.newFixedThreadPool(2, body -> new Thread(body, "of the service"));
  private final Pool pool = Pool.on(Threads.of(2)).quiet();

  @BeforeEach
  void setUp() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(folder.resolve(name), name + "\n" + name + "\n");
    }
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (name text)");
      statement.execute("insert into orders values ('x'), ('y'), ('z')");
    }
    if (LoggerFactory.getLogger("org.springframework") instanceof Logger spring) {
      spring.setLevel(Level.WARN);
    }
    MDC.put("request", "r1");
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("ada", "secret"));
  }

  @AfterEach
  void tearDown() {
    pool.close();
    executor.shutdownNow();
    MDC.clear();
    SecurityContextHolder.clearContext();
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("shop.db");
  }

  private Map<String, Expected> expected() {
    Map<String, Expected> all = new LinkedHashMap<>();
    all.put("Progress over HTTP 1", new Expected("kept = server;", this::answers));
    all.put(
        "Threads that the program has already 1", new Expected("", RecipesTest::ranOnTheService));
    all.put(
        "Threads that the program has already 2",
        new Expected("", done -> assertThat(done.noted).hasSize(3)));
    all.put("The context of the caller 1", new Expected("", done -> noted(done, "r1")));
    all.put("The context of the caller 2", new Expected("", done -> noted(done, "t1")));
    all.put("The context of the caller 3", new Expected("", done -> noted(done, "ada")));
    all.put("The context of the caller 4", new Expected("", done -> noted(done, "r1")));
    all.put(
        "A Spring context for each worker 1", new Expected("kept = scores;", RecipesTest::scored));
    all.put(
        "The rows of a query 1",
        new Expected(
            "", done -> assertThat(done.noted).containsExactly("x sent", "y sent", "z sent")));
    all.put(
        "The lines of a file, with a percentage 1",
        new Expected("", done -> assertThat(done.noted).containsExactly("a", "a")));
    all.put(
        "No more than so many per second 1",
        new Expected(
            "",
            done ->
                assertThat(done.noted)
                    .hasSize(2)
                    .allMatch(one -> ((Outcome<?, ?>) one).succeeded())));
    all.put(
        "No more bytes at once than there is memory for 1",
        new Expected("", done -> assertThat(done.noted).hasSize(3)));
    all.put("Go on after a crash 1", new Expected("kept = hashes;", this::goesOn));
    all.put(
        "In the middle of a stream 1",
        new Expected(
            "kept = upper;",
            done ->
                assertThat(done.kept).isEqualTo(List.of("HASH OF A", "HASH OF B", "HASH OF C"))));
    return all;
  }

  private void answers(RecipeScene done) throws Exception {
    HttpServer server = (HttpServer) done.kept;
    try {
      done.results.toList();
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/progress");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("3 of 3, FINISHED");
    } finally {
      server.stop(0);
    }
  }

  private static void ranOnTheService(RecipeScene done) {
    assertThat(done.noted)
        .hasSize(3)
        // Where the executor is late, the caller works.
        .allMatch(
            one -> ((RecipeScene.Thumbnail) one).name().matches(". on (of the service|main)"));
    assertThat(((ExecutorService) done.executor).isShutdown()).isFalse();
  }

  private static void noted(RecipeScene done, String value) {
    assertThat(done.noted).containsExactly(value, value, value);
  }

  private static void scored(RecipeScene done) {
    assertThat(done.kept).isEqualTo(List.of(4.0, 4.0, 4.0));
    assertThat(RecipeScene.Scorer.MADE.get()).isBetween(1, 2);
    done.pool.close();
    assertThat(RecipeScene.Scorer.OPEN).hasValue(0);
  }

  private void goesOn(RecipeScene done) throws Exception {
    assertThat(RecipeScene.Hash.CALLS).hasValue(3);
    done.run();
    assertThat(done.kept).isEqualTo(List.of("hash of a", "hash of b", "hash of c"));
    assertThat(RecipeScene.Hash.CALLS).as("calls of both runs").hasValue(3);
  }

  @Test
  @SuppressWarnings("try") // The scope is only there to be closed.
  void shouldCompileAndDoWhatEachRecipeSays() throws Exception {
    Map<String, String> recipes = recipes();
    assertThat(recipes.keySet()).containsExactlyInAnyOrderElementsOf(expected().keySet());
    if (Runtime.version().feature() < 24) {
      recipes.keySet().removeIf(name -> name.startsWith("In the middle of a stream"));
    }
    Map<String, RecipeScene> scenes = compiled(recipes);
    for (String name : scenes.keySet()) {
      RecipeScene scene = scenes.get(name);
      give(scene);
      try (Scope scope = Context.current().with(RecipeScene.TENANT, "t1").makeCurrent()) {
        scene.run();
        expected().get(name).check().of(scene);
      } catch (Exception | LinkageError e) {
        throw new AssertionError("The recipe " + name + " failed", e);
      } finally {
        scene.pool.close();
      }
    }
  }

  private void give(RecipeScene scene) {
    RecipeScene.Hash.CALLS.set(0);
    scene.pool = Pool.on(Threads.of(2)).quiet();
    scene.files = List.of(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"));
    scene.file = folder.resolve("a");
    scene.path = folder.resolve("done.hwj");
    scene.results = pool.map(scene.files, RecipeScene.Hash::sha256);
    scene.urls = List.of("one", "two");
    scene.url = url();
    scene.orderCount = 3;
    scene.executor = executor;
    scene.group = new ThreadGroup("recipes");
    scene.taskDecorator =
        task -> {
          Map<String, String> mdc = MDC.getCopyOfContextMap();
          return () -> {
            MDC.setContextMap(mdc);
            task.run();
          };
        };
  }

  /** The examples of the page, by heading and number. */
  private static Map<String, String> recipes() {
    Map<String, String> all = new LinkedHashMap<>();
    String heading = "";
    int number = 0;
    for (Matcher part = PART.matcher(Sources.read("docs/recipes.md")); part.find(); ) {
      if (part.group(1) != null) {
        heading = part.group(1);
        number = 0;
      } else {
        all.put(heading + " " + ++number, part.group(2));
      }
    }
    return all;
  }

  private Map<String, RecipeScene> compiled(Map<String, String> recipes) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<JavaFileObject> units = new ArrayList<>();
    Map<String, String> types = new LinkedHashMap<>();
    recipes.forEach(
        (name, code) -> {
          String type = "Recipe" + types.size();
          types.put(name, type);
          units.add(
              new SourceUnit(type, UNIT.formatted(type, code, expected().get(name).keeping())));
        });
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-nowarn",
            "-proc:none",
            "-Xlint:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString());
    StringWriter said = new StringWriter();
    boolean good = compiler.getTask(said, null, null, options, null, units).call();
    assertThat(good).as("what the compiler says: %s", said).isTrue();
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, RecipesTest.class.getClassLoader());
    Map<String, RecipeScene> scenes = new LinkedHashMap<>();
    for (Map.Entry<String, String> type : types.entrySet()) {
      scenes.put(
          type.getKey(),
          (RecipeScene) loader.loadClass(type.getValue()).getConstructor().newInstance());
    }
    return scenes;
  }
}
