package dev.headway.internal.dashboard.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page in a browser. */
final class Tab {
  /** A bit less than a test may take, so that it is said what was waited for. */
  private static final long PATIENCE_NANOS = 540_000_000_000L;

  private final Chromium browser;
  private final String session;

  Tab(Chromium browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    return browser.send(session, method, parameters);
  }

  void size(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Sets what the user of the browser prefers, such as a dark page. */
  void prefer(String feature, String value) throws Exception {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  void go(String url) throws Exception {
    send("Page.enable", Map.of());
    send("Page.navigate", Map.of("url", url));
  }

  /** The addresses to which its user can go back, and where it is. */
  List<String> history() throws Exception {
    List<String> urls = new ArrayList<>();
    send("Page.getNavigationHistory", Map.of())
        .get("entries")
        .forEach(entry -> urls.add(entry.get("url").asText()));
    return urls;
  }

  /** Lets a script run at the beginning of each page. */
  void prepare(String script) throws Exception {
    send("Page.enable", Map.of());
    send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Evaluates a script, and waits if it is a promise. */
  JsonNode evaluate(String script) throws Exception {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.get("exceptionDetails").toString());
    }
    return result.get("result").path("value");
  }

  /** Waits until a script says that it is so. */
  void await(String script) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isSo(script)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            script + " is never so: " + evaluate("document.body.innerText").asText());
      }
      Thread.onSpinWait();
    }
  }

  private boolean isSo(String script) throws Exception {
    try {
      return evaluate(script).asBoolean();
    } catch (IOException pageIsChanging) {
      return false;
    }
  }

  /** Writes what is seen into a file, for a person to look at. */
  void picture(Path file) throws Exception {
    JsonNode height = evaluate("document.documentElement.scrollHeight");
    JsonNode width = evaluate("innerWidth");
    Map<String, Object> clip =
        Map.of("x", 0, "y", 0, "width", width.asInt(), "height", height.asInt(), "scale", 1);
    JsonNode shot =
        send(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }
}
