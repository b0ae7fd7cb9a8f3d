package dev.headway.docs;

import dev.headway.Pool;
import dev.headway.Results;
import io.opentelemetry.context.ContextKey;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/** What the recipes take for given. Each is compiled as the method of a subclass. */
@NullUnmarked
public abstract class RecipeScene {
  public static final ContextKey<String> TENANT = ContextKey.named("tenant");

  public Pool pool;
  public Results<Path, String> results;
  public List<Path> files;
  public Path file;
  public Path path;
  public List<String> urls;
  public String url;
  public long orderCount;
  public Executor executor;
  public ThreadGroup group;
  public TaskDecorator taskDecorator;

  /** What the recipe noted, and what it left behind. */
  public final List<Object> noted = Collections.synchronizedList(new ArrayList<>());

  public Object kept;

  /** Runs the recipe. */
  public abstract void run() throws Exception;

  public <T> T note(T value) {
    noted.add(value);
    return value;
  }

  public static class Hash {
    static final AtomicInteger CALLS = new AtomicInteger();

    public static String sha256(Path file) {
      CALLS.incrementAndGet();
      return "hash of " + file.getFileName();
    }
  }

  public record Thumbnail(String name) implements Serializable {
    public static Thumbnail render(Path file) {
      return new Thumbnail(file.getFileName() + " on " + Thread.currentThread().getName());
    }
  }

  public static class Page {
    public static String fetch(String url) throws IOException {
      if (url.contains("gone")) {
        throw new IOException(url);
      }
      return "page of " + url;
    }
  }

  public static class Shop {
    public static String send(String order) {
      return order + " sent";
    }
  }

  /** A bean. */
  public static class Scorer implements AutoCloseable {
    static final AtomicInteger MADE = new AtomicInteger();
    static final AtomicInteger OPEN = new AtomicInteger();

    Scorer() {
      MADE.incrementAndGet();
      OPEN.incrementAndGet();
    }

    public double score(Path file) throws IOException {
      return Files.size(file);
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }

  /** The configuration of a Spring context. */
  public static class AppConfig {
    @Bean
    Scorer scorer() {
      return new Scorer();
    }
  }
}
