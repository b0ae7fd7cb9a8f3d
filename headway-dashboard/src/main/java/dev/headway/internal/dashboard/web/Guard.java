package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no browser sends that was pointed at this server by its user. It looks at each
 * request before anything else does. A page of another site may send requests to this machine, and
 * a name of its own may lead there; it cannot forge the host that the browser names.
 */
final class Guard {
  /** A name or an address of IPv4, or one of IPv6 in brackets; then perhaps a port. */
  private static final Pattern AUTHORITY =
      Pattern.compile("([a-z0-9.]{1,64}|\\[[0-9A-Fa-f:.]{2,64}])(?::([0-9]{1,5}))?");

  private static final String SCHEME = "http://";
  private static final int HTTP_PORT = 80;

  private final Set<String> hosts;
  private final int port;

  /** Makes the guard of a server that listens at this address. */
  Guard(InetSocketAddress address) {
    String literal = address.getAddress().getHostAddress();
    String own = inUrl(literal.replaceFirst("%.*", "")); // Browsers send no name of an interface.
    hosts = new HashSet<>(List.of("127.0.0.1", "localhost", canonical("[::1]"), canonical(own)));
    port = address.getPort();
  }

  /** Whether an authority leads to this server. Browsers leave out the port if it is 80. */
  private boolean isOwn(String authority) {
    Matcher found = AUTHORITY.matcher(authority);
    if (!found.matches()) {
      return false;
    }
    String told = found.group(2);
    boolean isPort = told == null ? port == HTTP_PORT : told.equals(Integer.toString(port));
    return isPort && hosts.contains(canonical(found.group(1)));
  }

  /**
   * One spelling for all those of an address of IPv6; empty if it is none. What has brackets is
   * never looked up as a name. All else stays as it is.
   */
  private static String canonical(String host) {
    if (!host.startsWith("[")) {
      return host;
    }
    try {
      return "[" + InetAddress.getByName(host).getHostAddress() + "]";
    } catch (UnknownHostException isNone) {
      return "";
    }
  }

  private boolean isOwnOrigin(String origin) {
    return origin.startsWith(SCHEME) && isOwn(origin.substring(SCHEME.length()));
  }

  /** An address as it stands in a URL. */
  static String inUrl(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  /** Returns null if the request is to be answered. */
  @Nullable Refusal check(String method, URI target, Headers headers) {
    List<String> host = headers.get("Host");
    if (host == null || host.size() != 1 || !isOwn(host.get(0))) {
      return new Refusal(403, "This name is not one of this server's.");
    }
    List<String> origin = headers.get("Origin");
    if (origin != null && !origin.stream().allMatch(this::isOwnOrigin)) {
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
