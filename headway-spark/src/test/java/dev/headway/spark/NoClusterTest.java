package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  void shouldRefuseSettingsThatMakeNoSense() {
    Spark backend = Spark.master("spark://127.0.0.1:1");

    assertThatThrownBy(() -> backend.slots(0)).hasMessageContaining("at least 1 slot");
    assertThatThrownBy(() -> backend.heap(1)).hasMessageContaining("8 MiB");
    assertThatThrownBy(() -> backend.executorMemory(1 << 20)).hasMessageContaining("450 MiB");
    assertThat(backend.slots(7).workers()).isEqualTo(7);
    assertThat(Spark.master("local-cluster[2,3,512]").workers()).isEqualTo(6);
    assertThat(backend.dispatchCost()).isPositive().isLessThan(Duration.ofSeconds(1));
  }
}
