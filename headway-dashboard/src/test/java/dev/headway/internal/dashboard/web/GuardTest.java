package dev.headway.internal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as browsers write them; what others may try is in {@link AttackTest}. */
class GuardTest {
  private static boolean answers(String literal, int port, String host) {
    Headers headers = new Headers();
    headers.add("Host", host);
    headers.add("Origin", "http://" + host);
    try {
      InetAddress address = InetAddress.getByName(literal);
      return new Guard(new InetSocketAddress(address, port))
              .check("GET", URI.create("/api/board"), headers)
          == null;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2001:db8::5]:4711",
        "[2001:DB8::5]:4711",
        "[2001:db8:0:0:0:0:0:5]:4711",
        "[::1]:4711",
        "[0:0:0:0:0:0:0:1]:4711",
        "127.0.0.1:4711",
        "localhost:4711"
      })
  void shouldAnswerAnAddressHoweverItIsWritten(String host) {
    assertThat(answers("2001:db8::5", 4711, host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2001:db8::6]:4711",
        "[2001:db8::5]",
        "[2001:db8::5]:80",
        "[2001:db8::5]:04711",
        "2001:db8::5:4711",
        "[::ffff:127.0.0.1]:4711",
        "[::]:4711",
        "[]:4711",
        "[::1::]:4711",
        "[evil.example]:4711",
        "[127.0.0.1]:4711",
        "[[::1]]:4711",
        "[::1%lo]:4711",
        "2130706433:4711",
        "127.1:4711",
        "0x7f.0.0.1:4711",
        "evil.example:4711"
      })
  void shouldAnswerNothingElse(String host) {
    assertThat(answers("2001:db8::5", 4711, host)).isFalse();
  }

  @Test
  void shouldAnswerWithoutAPortIfThatIs80() {
    assertThat(answers("192.0.2.7", 80, "192.0.2.7")).isTrue();
    assertThat(answers("192.0.2.7", 80, "192.0.2.7:80")).isTrue();
    assertThat(answers("192.0.2.7", 80, "localhost")).isTrue();
    assertThat(answers("2001:db8::5", 80, "[2001:db8::5]")).isTrue();
    assertThat(answers("192.0.2.7", 80, "evil.example")).isFalse();
    assertThat(answers("192.0.2.7", 80, "192.0.2.8")).isFalse();
    assertThat(answers("192.0.2.7", 443, "192.0.2.7")).isFalse();
  }
}
