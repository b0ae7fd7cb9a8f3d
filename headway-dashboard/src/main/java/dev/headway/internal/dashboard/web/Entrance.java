package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * Exchanges the link for the cookie. A link of another site may lead here, such as one in a mail or
 * in a terminal in a browser. Then the browser sends no strict cookie, and not with what it is
 * redirected to either. So it is led to a page without data, which goes on by itself: that step is
 * one of this site's own.
 */
final class Entrance {
  /** Where the link leads: an address without the token, open to everybody. */
  static final String PATH = "/enter";

  private static final String HOME = "/";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="0; url=/">
      <meta name="color-scheme" content="light dark">
      <title>Headway</title>
      </head>
      <body>
      <p><a href="/">Go on to the dashboard</a></p>
      </body>
      </html>
      """;

  private final Session session;

  Entrance(Session session) {
    this.session = session;
  }

  /** Takes the token of a link, and leads to an address without it. */
  void enter(HttpExchange exchange, String token) throws IOException {
    if (!session.isToken(token)) {
      Reply.refuse(
          exchange, new Refusal(403, "This link is not, or no longer, that of this dashboard."));
      return;
    }
    exchange.getResponseHeaders().set("Set-Cookie", session.setCookie());
    redirect(exchange, PATH);
  }

  /** Leads on to the page of the dashboard. */
  void goOn(HttpExchange exchange) throws IOException {
    if (session.isOpenTo(exchange.getRequestHeaders())) {
      redirect(exchange, HOME);
    } else {
      Reply.send(exchange, 200, Reply.HTML, PAGE);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    Reply.send(exchange, 303, Reply.TEXT, new byte[0]);
  }
}
