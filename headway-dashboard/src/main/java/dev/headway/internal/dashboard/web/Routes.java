package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.dashboard.model.JobModel;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which path gives what, for requests that may have an answer. */
final class Routes {
  private static final int MAX_PIXELS = 2_000;
  private static final int MAX_PAGE = 1_000_000;

  private final Board board;
  private final Assets assets;
  private final Streams streams;

  Routes(Board board, Assets assets, Streams streams) {
    this.board = board;
    this.assets = assets;
    this.streams = streams;
  }

  void answer(HttpExchange exchange, String path, Query query) throws IOException {
    Assets.Asset asset = assets.at(path);
    if (asset != null) {
      Reply.send(exchange, 200, asset.type(), asset.bytes());
      return;
    }
    int page = (int) query.number("page", 0, MAX_PAGE, 0);
    int chosen = (int) query.number("job", 0, Integer.MAX_VALUE, 0);
    switch (path) {
      case "/events" -> {
        Refusal refusal = streams.begin(exchange, () -> BoardJson.of(board, page, chosen));
        if (refusal != null) {
          Reply.refuse(exchange, refusal);
        }
      }
      case "/api/board" -> Reply.send(exchange, 200, Reply.JSON, BoardJson.of(board, page, chosen));
      case "/api/list" ->
          job(
              exchange,
              chosen,
              job -> TableJson.of(job, board.source(job), query.text("list"), page));
      case "/api/numbers" -> job(exchange, chosen, ChartJson::numbers);
      case "/api/workers" ->
          job(
              exchange,
              chosen,
              job ->
                  ChartJson.workers(
                      job,
                      query.number("from", 0, Long.MAX_VALUE / 4, 0),
                      query.number("to", 0, Long.MAX_VALUE / 4, 0),
                      (int) query.number("px", 1, MAX_PIXELS, 500)));
      case "/metrics" -> Reply.send(exchange, 200, MetricsText.TYPE, MetricsText.of(board));
      default -> Reply.refuse(exchange, new Refusal(404, "There is nothing at this path."));
    }
  }

  private void job(HttpExchange exchange, int number, Function<JobModel, String> body)
      throws IOException {
    @Nullable String text =
        board.<@Nullable String>read(
            all -> {
              JobModel job = all.job(number);
              return job == null ? null : body.apply(job);
            });
    if (text == null) {
      Reply.refuse(exchange, new Refusal(404, "This job is not kept, or there was none."));
    } else {
      Reply.send(exchange, 200, Reply.JSON, text);
    }
  }
}
