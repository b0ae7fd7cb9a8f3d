package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is no Spark. */
class NoClusterTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void shouldSayThatNoMasterAnswers() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (Pool pool = Pool.on(Spark.master("spark://127.0.0.1:" + port).slots(2)).quiet()) {
      assertThatThrownBy(() -> pool.map(List.of(1), x -> x + 1).toList())
          .hasRootCauseInstanceOf(java.net.ConnectException.class)
          .cause()
          .hasMessageContaining("No Spark master answers at spark://127.0.0.1:" + port);
    }
  }

  @Test
  void shouldRefuseWhatCannotTravelBeforeItConnects() {
    Object lock = new Object();
    try (Pool pool = Pool.on(Spark.master("spark://127.0.0.1:1").slots(2)).quiet()) {
      assertThatThrownBy(() -> pool.map(List.of(1), x -> x + lock.hashCode()).toList())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The function cannot be sent to worker processes");
    }
  }

  @Test
  void shouldRefuseClassesWithoutBytesBeforeItConnects() throws Exception {
    try (URLClassLoader loader = SeparateClasses.secretiveIn(folder);
        Pool pool = Pool.on(Spark.master("spark://127.0.0.1:1").slots(2)).quiet()) {
      TaskFunction<Integer, Integer> function = SeparateClasses.function(loader);
      assertThatThrownBy(() -> pool.map(List.of(1), function).toList())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The function cannot be sent to worker processes")
          .hasMessageContaining("the bytes of its class separate.Twice cannot be had");
    }
  }

  @Test
  void shouldOpenNoContextForAWorkerThatHasEnded() {
    Worker worker = Spark.master("spark://127.0.0.1:1").slots(1).worker(0, listener());
    worker.close();

    assertThatThrownBy(worker::prepare)
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("pool is closed");
  }

  private static WorkerListener listener() {
    return (worker, output, text, lineContinues) -> {};
  }

  @Test
  void shouldReadTheSlotsOfThisMachineFromTheMastersName() {
    assertThat(ClusterSize.slots("local")).isEqualTo(1);
    assertThat(ClusterSize.slots("local[3]")).isEqualTo(3);
    assertThat(ClusterSize.slots("local[ 3, 2 ]")).isEqualTo(3);
    assertThat(ClusterSize.slots("local[*]")).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(ClusterSize.slots("local-cluster[2, 3, 512]")).isEqualTo(6);
    assertThat(ClusterSize.slots("spark://local:7077")).isZero();
    assertThat(ClusterSize.slots("yarn")).isZero();
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    Spark backend = Spark.master("spark://127.0.0.1:1");

    assertThatThrownBy(() -> backend.slots(0)).hasMessageContaining("1 to 1000000 slots");
    assertThatThrownBy(() -> backend.heap(1)).hasMessageContaining("8 MiB");
    assertThatThrownBy(() -> backend.executorMemory(1 << 20)).hasMessageContaining("450 MiB");
    assertThat(backend.slots(7).workers()).isEqualTo(7);
    assertThat(Spark.master("local-cluster[2,3,512]").workers()).isEqualTo(6);
    assertThat(Spark.master("spark://127.0.0.1:1").workers()).isEqualTo(16);
    assertThat(backend.dispatchCost()).isPositive().isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldCountOnTheExecutorsThatAContextAsksFor() {
    SparkConf conf = new SparkConf(false).set("spark.executor.instances", "10");

    assertThat(ClusterSize.promised(conf, "yarn")).as("of one core each").isEqualTo(10);
    assertThat(ClusterSize.promised(conf, "spark://a:7077")).as("of any size").isZero();
    conf.set("spark.executor.cores", "8").set("spark.task.cpus", "2");
    assertThat(ClusterSize.promised(conf, "spark://a:7077")).isEqualTo(40);
    conf.set("spark.dynamicAllocation.enabled", "true");
    assertThat(ClusterSize.promised(conf, "yarn")).as("as many as there are").isZero();
    conf.set("spark.dynamicAllocation.maxExecutors", "20");
    assertThat(ClusterSize.promised(conf, "yarn")).isEqualTo(80);
    conf.set("spark.dynamicAllocation.maxExecutors", String.valueOf(Integer.MAX_VALUE));
    assertThat(ClusterSize.promised(conf, "yarn")).isZero();
  }

  @Test
  void shouldCountTheProcessorsOfATask() {
    SparkConfig config =
        SparkConfig.of("spark://127.0.0.1:1", null)
            .withSlots(8)
            .withProperty("spark.task.cpus", "4");

    assertThat(ContextFactory.conf("spark://127.0.0.1:1", config, List.of()).get("spark.cores.max"))
        .isEqualTo("32");
    assertThat(Spark.master("local[8]").property("spark.task.cpus", "4").workers()).isEqualTo(2);
    assertThat(Spark.master("local[2]").property("spark.task.cpus", "4").workers()).isEqualTo(1);
  }

  /** YARN and Kubernetes start two executors of one core otherwise. */
  @Test
  void shouldAskForEnoughExecutorsWhereTheyAreCounted() {
    SparkConfig config = SparkConfig.of("yarn", null).withSlots(10);

    assertThat(instances("yarn", config)).isEqualTo("10");
    assertThat(instances("k8s://https://a:6443", config)).isEqualTo("10");
    assertThat(instances("yarn", SparkConfig.of("yarn", null))).as("by default").isEqualTo("16");
    assertThat(instances("spark://a:7077", config)).isNull();
    SparkConfig larger = config.withProperty("spark.executor.cores", "8");
    assertThat(instances("yarn", larger)).isEqualTo("2");
    assertThat(instances("yarn", larger.withProperty("spark.task.cpus", "2"))).isEqualTo("3");
    assertThat(instances("yarn", larger.withProperty("spark.executor.instances", "7")))
        .isEqualTo("7");
    assertThat(instances("yarn", larger.withProperty("spark.dynamicAllocation.enabled", "true")))
        .isNull();
  }

  private static @Nullable String instances(String master, SparkConfig config) {
    return ContextFactory.conf(master, config, List.of()).get("spark.executor.instances", null);
  }

  @Test
  void shouldKnowWhetherATaskWaitsForItsPlace() {
    SparkConf conf = new SparkConf(false);

    assertThat(ContextFactory.waitsForPlaces(conf)).as("three seconds").isTrue();
    conf.set("spark.locality.wait", "0");
    assertThat(ContextFactory.waitsForPlaces(conf)).isFalse();
    conf.set("spark.locality.wait.node", "2s");
    assertThat(ContextFactory.waitsForPlaces(conf)).isTrue();
    conf.set("spark.locality.wait.node", "0ms");
    assertThat(ContextFactory.waitsForPlaces(conf)).isFalse();
  }
}
