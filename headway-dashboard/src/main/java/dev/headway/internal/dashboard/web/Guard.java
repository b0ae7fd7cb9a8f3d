package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.Headers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no browser sends that was pointed at this server by its user. It looks at each
 * request before anything else does. A page of another site may send requests to this machine, and
 * a name of its own may lead there; it cannot forge the host that the browser names.
 */
final class Guard {
  private final Set<String> hosts = new LinkedHashSet<>();
  private final Set<String> origins = new LinkedHashSet<>();

  /** Makes the guard of a server that listens at this address. */
  Guard(InetSocketAddress address) {
    String literal = address.getAddress().getHostAddress();
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", inUrl(literal))) {
      String authority = host + ":" + address.getPort();
      hosts.add(authority);
      origins.add("http://" + authority);
    }
  }

  /** An address as it stands in a URL. */
  static String inUrl(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  /** Returns null if the request is to be answered. */
  @Nullable Refusal check(String method, URI target, Headers headers) {
    List<String> host = headers.get("Host");
    if (host == null || host.size() != 1 || !hosts.contains(host.get(0))) {
      return new Refusal(403, "This name is not one of this server's.");
    }
    List<String> origin = headers.get("Origin");
    if (origin != null && !origins.containsAll(origin)) {
      return new Refusal(403, "Pages of other origins get no answer.");
    }
    String text = target.toString();
    String path = target.getRawPath();
    if (path == null
        || !text.startsWith("/")
        || text.contains("..")
        || text.contains("//")
        || text.contains("%")
        || text.contains("\\")) {
      return new Refusal(400, "This path is not a plain one.");
    }
    if (!method.equals("GET")) {
      return new Refusal(405, "This server only shows: it answers GET and nothing else.");
    }
    return null;
  }
}
