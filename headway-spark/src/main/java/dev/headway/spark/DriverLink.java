package dev.headway.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.jspecify.annotations.Nullable;

/**
 * The driver's end of the channel.
 *
 * <p>Spark makes it by its name, so that it and the sessions can only meet in what the JVM has
 * once.
 */
final class DriverLink implements DriverPlugin {
  /** Of the contexts that have the plugin: what receives their messages. */
  private static final Map<SparkContext, DriverLink> LINKS = new ConcurrentHashMap<>();

  private volatile UnaryOperator<byte @Nullable []> receiver = message -> null;
  private volatile @Nullable SparkContext context;

  @Override
  public Map<String, String> init(SparkContext its, PluginContext plugin) {
    context = its;
    LINKS.put(its, this);
    return Map.of();
  }

  /** Lets a session have the messages of its context. Returns false if that has no plugin. */
  static boolean connect(SparkContext context, UnaryOperator<byte @Nullable []> receiver) {
    DriverLink link = LINKS.get(context);
    if (link != null) {
      link.receiver = receiver;
    }
    return link != null;
  }

  @Override
  public @Nullable Object receive(Object message) {
    return message instanceof byte[] bytes ? receiver.apply(bytes) : null;
  }

  @Override
  public void shutdown() {
    SparkContext its = context;
    if (its != null) {
      LINKS.remove(its, this);
    }
  }
}
