package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** A page that reads nothing: whoever writes to it waits until it is interrupted. */
final class StuckExchange extends HttpExchange {
  private final Headers headers = new Headers();
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  void awaitWrite() throws InterruptedException {
    writing.await();
  }

  @Override
  public OutputStream getResponseBody() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        writing.countDown();
        try {
          never.await();
        } catch (InterruptedException e) {
          throw new InterruptedIOException();
        }
      }
    };
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
