package dev.headway.spark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;

/**
 * The way from this executor to the driver, if Spark was told of the plugin.
 *
 * <p>Spark makes plugins by their names and tasks from bytes, so that the two can only meet in what
 * the JVM has once.
 */
final class ExecutorLink implements ExecutorPlugin {
  private static final AtomicReference<@Nullable PluginContext> CONTEXT = new AtomicReference<>();

  @Override
  public void init(PluginContext context, Map<String, String> extraConf) {
    CONTEXT.set(context);
  }

  @Override
  public void shutdown() {
    CONTEXT.set(null);
    ExecutorSlots.OF_JVM.close();
  }

  /** Sends a message to the driver. One that is lost is made up for by the result of the batch. */
  static void send(byte[] message) {
    PluginContext context = CONTEXT.get();
    if (context == null) {
      return;
    }
    try {
      context.send(message);
    } catch (IOException | RuntimeException e) {
      lost(e);
    }
  }

  /** Sends a message to the driver, and waits until the driver has read it or cannot be reached. */
  static void sendAndAwait(byte[] message) throws InterruptedException {
    try {
      ask(message);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      lost(e);
    }
  }

  /** How many bytes of printed text the driver has room for. Without an answer nothing waits. */
  static long outputRoom(long batch) throws InterruptedException {
    try {
      byte[] answer = ask(OutputRoom.question(batch));
      return answer == null ? Long.MAX_VALUE : OutputRoom.read(answer);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      lost(e);
      return Long.MAX_VALUE;
    }
  }

  private static void lost(Exception cause) {
    System.getLogger(ExecutorLink.class.getName())
        .log(System.Logger.Level.DEBUG, "A message to the driver was lost.", cause);
  }

  /** Asks the driver, and waits for its answer; null without a way to it. */
  static byte @Nullable [] ask(byte[] question) throws Exception {
    PluginContext context = CONTEXT.get();
    return context != null && context.ask(question) instanceof byte[] answer ? answer : null;
  }
}
