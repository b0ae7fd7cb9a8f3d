package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The secret of one server: a token in the link that is printed once, and another in a cookie that
 * the link is exchanged for. Whoever reads the link in a history later has nothing without the
 * server; whoever reads the cookie has no link.
 */
final class Session {
  private static final int BYTES = 16;

  private final String token;
  private final String secret;
  private final String cookie;

  private Session(String token, String secret, int port) {
    this.token = token;
    this.secret = secret;
    // Browsers send cookies to all ports of a host, so that each server needs a name of its own.
    this.cookie = "headway-" + port;
  }

  static Session of(int port) {
    SecureRandom random = new SecureRandom();
    return new Session(hex(random), hex(random), port);
  }

  private static String hex(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String token() {
    return token;
  }

  boolean isToken(String given) {
    return same(token, given);
  }

  /** What a browser keeps: not for scripts, and not sent with requests that other sites cause. */
  String setCookie() {
    return cookie + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict";
  }

  /** Whether the request has the cookie, or the token as programs without cookies give it. */
  boolean isOpenTo(Headers headers) {
    List<String> cookies = headers.getOrDefault("Cookie", List.of());
    boolean known = false;
    for (String line : cookies) {
      for (String part : line.split(";", 64)) {
        String pair = part.strip();
        if (pair.startsWith(cookie + "=")) {
          known |= same(secret, pair.substring(cookie.length() + 1));
        }
      }
    }
    String bearer = headers.getFirst("Authorization");
    return known || bearer != null && bearer.startsWith("Bearer ") && isToken(bearer.substring(7));
  }

  /** Takes as long whether the first character is wrong or the last. */
  private static boolean same(String secret, String given) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
