package dev.headway.internal.dashboard.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that says exactly what it is told to, as no browser would. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 120_000;

  private final int port;

  RawClient(int port) {
    this.port = port;
  }

  /** What came back. */
  record Answer(int status, String head, String body) {
    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
          return line.substring(name.length() + 2);
        }
      }
      return "";
    }

    /** The cookie as it is to be sent back. */
    String cookie() {
      return header("Set-Cookie").split(";")[0];
    }
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** Gets a path as a well-behaved browser does, with further headers. */
  Answer get(String path, String... headers) throws IOException {
    return send("GET " + path + " HTTP/1.1", "Host: " + host(), headers);
  }

  /** Sends a request line and a host, whatever they are. */
  Answer send(String line, String host, String... headers) throws IOException {
    try (Socket socket = connect()) {
      write(socket, line, host, headers);
      return answer(socket.getInputStream());
    }
  }

  /** Sends a request of which the answer does not end. */
  Socket open(String path, String... headers) throws IOException {
    Socket socket = connect();
    write(socket, "GET " + path + " HTTP/1.1", "Host: " + host(), headers);
    return socket;
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void write(Socket socket, String line, String host, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(line).append("\r\n");
    if (!host.isEmpty()) {
      text.append(host).append("\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static Answer answer(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, all, ""); // Closed without a word.
    }
    return new Answer(
        Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
  }
}
