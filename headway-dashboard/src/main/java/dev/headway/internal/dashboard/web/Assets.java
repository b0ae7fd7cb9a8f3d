package dev.headway.internal.dashboard.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page. There is a list of them, and nothing else is ever looked for. */
final class Assets {
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", Reply.HTML,
          "page.css", "text/css; charset=utf-8",
          "main.js", SCRIPT,
          "views.js", SCRIPT,
          "charts.js", SCRIPT,
          "lit-html.js", SCRIPT,
          "directive.js", SCRIPT,
          "directive-helpers.js", SCRIPT,
          "directives/repeat.js", SCRIPT);

  /** A file of the page. */
  static final class Asset {
    private final String type;
    private final byte[] bytes;

    private Asset(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    String type() {
      return type;
    }

    /** Its content, which is not to be changed. */
    byte[] bytes() {
      return bytes;
    }
  }

  private final Map<String, Asset> byPath = new HashMap<>();

  private Assets() {}

  static Assets read() throws IOException {
    Assets assets = new Assets();
    for (Map.Entry<String, String> each : TYPES.entrySet()) {
      String name = each.getKey();
      try (InputStream file =
          Assets.class.getResourceAsStream("/dev/headway/dashboard/page/" + name)) {
        if (file == null) {
          throw new IOException("the jar of headway-dashboard is incomplete: it has no " + name);
        }
        Asset asset = new Asset(each.getValue(), file.readAllBytes());
        assets.byPath.put(name.equals("index.html") ? "/" : "/" + name, asset);
      }
    }
    return assets;
  }

  @Nullable Asset at(String path) {
    return byPath.get(path);
  }
}
