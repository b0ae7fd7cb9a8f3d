package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master behind a firewall that answers nothing, neither yes nor no. */
@Tag("faults")
class UnreachableMasterTest {
  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotWaitForSparkToGiveUp() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fillQueue(silent, waiting);
      String url = "spark://127.0.0.1:" + silent.getLocalPort();
      try (Pool pool = Pool.on(Spark.master(url).slots(2)).quiet()) {
        assertThatThrownBy(() -> pool.map(List.of(1), x -> x + 1).toList())
            .hasRootCauseInstanceOf(SocketTimeoutException.class)
            .cause()
            .hasMessageContaining("No Spark master answers at " + url)
            .hasMessageContaining("can this machine reach it?");
      }
    } finally {
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  /** Connects until the system drops what comes, since no connection is accepted. */
  private static void fillQueue(ServerSocket silent, List<Socket> waiting) throws IOException {
    for (int dropped = 0; dropped < 3; ) { // One may be late where the machine stands still.
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()), 300);
        dropped = 0;
      } catch (SocketTimeoutException e) {
        dropped++;
      }
    }
  }
}
