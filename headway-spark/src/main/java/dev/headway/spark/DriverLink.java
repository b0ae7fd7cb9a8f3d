package dev.headway.spark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

  /** One of the sessions that share a context. */
  interface Receiver {
    /** Whether a message is about a batch or a function of this session. */
    boolean owns(byte[] message);

    /** Reads a message. Returns the answer if it is a question. */
    byte @Nullable [] receive(byte[] message);
  }

  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private volatile @Nullable SparkContext context;

  @Override
  public Map<String, String> init(SparkContext its, PluginContext plugin) {
    context = its;
    LINKS.put(its, this);
    return Map.of();
  }

  /** The channel of a context; null if that has no plugin. */
  static @Nullable DriverLink of(SparkContext context) {
    return LINKS.get(context);
  }

  /** Lets a session have its messages. */
  void add(Receiver receiver) {
    receivers.add(receiver);
  }

  void remove(Receiver receiver) {
    receivers.remove(receiver);
  }

  @Override
  public byte @Nullable [] receive(Object message) {
    if (!(message instanceof byte[] bytes)) {
      return null;
    }
    for (Receiver receiver : receivers) {
      if (receiver.owns(bytes)) {
        return receiver.receive(bytes);
      }
    }
    return unwanted(bytes, context);
  }

  /**
   * Answers a message about a batch for which nobody waits any more. Its Spark task is killed: the
   * next attempt asks before it begins, and is told that there is nothing to do.
   */
  static byte @Nullable [] unwanted(byte[] message, @Nullable SparkContext context) {
    if (ClassQuestion.is(message) || OutputRoom.isQuestion(message)) {
      return null; // What is printed for nobody is held up by nobody.
    }
    if (Resumption.isQuestion(message)) {
      return Resumption.bytes(null);
    }
    for (TaskEvent event : TaskEvent.events(message)) {
      if (context != null && event.kind() == TaskEvent.Kind.ATTACHED) {
        kill(context, ExecutorFacts.place(event.payload()).task());
      }
    }
    return null;
  }

  /** Ends a Spark task. */
  static void kill(SparkContext context, long task) {
    try {
      context.killTaskAttempt(task, true, "cancelled");
    } catch (Exception e) { // Scala declares none: what Spark throws may be checked.
      System.getLogger(DriverLink.class.getName())
          .log(System.Logger.Level.DEBUG, "A Spark task was not ended.", e);
    }
  }

  @Override
  public void shutdown() {
    SparkContext its = context;
    if (its != null) {
      LINKS.remove(its, this);
    }
  }
}
