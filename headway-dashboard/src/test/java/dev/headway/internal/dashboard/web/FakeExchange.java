package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/** The request of a page, as far as a stream sees it. */
class FakeExchange extends HttpExchange {
  private final Headers headers = new Headers();
  private final OutputStream body;

  FakeExchange(OutputStream body) {
    this.body = body;
  }

  @Override
  public OutputStream getResponseBody() {
    return body;
  }

  @Override
  public Headers getRequestHeaders() {
    return headers;
  }

  @Override
  public Headers getResponseHeaders() {
    return headers;
  }

  @Override
  public URI getRequestURI() {
    return URI.create("/events");
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public InputStream getRequestBody() {
    return InputStream.nullInputStream();
  }

  @Override
  public void sendResponseHeaders(int status, long length) {
    // Nowhere.
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getResponseCode() {
    return 200;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public Object getAttribute(String name) {
    return "";
  }

  @Override
  public void setAttribute(String name, Object value) {
    // Not used.
  }

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    // Not used.
  }

  @Override
  public HttpPrincipal getPrincipal() {
    throw new UnsupportedOperationException();
  }
}
