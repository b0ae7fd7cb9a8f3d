package dev.headway.internal.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.dashboard.model.JobModel;
import dev.headway.internal.dashboard.model.ProcessModel;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page is sent twice a second: the latest numbers of the jobs. */
final class BoardJson {
  /** More are on further pages. */
  static final int PAGE = 25;

  private BoardJson() {}

  /**
   * Describes the jobs.
   *
   * @param page which 25 of them, from 0
   * @param chosen the job that is looked at, sent whatever the page; 0 for the first
   */
  static String of(Board board, int page, int chosen) {
    return board.read(
        all ->
            Json.object(
                json -> {
                  List<JobModel> jobs = all.jobs();
                  json.writeNumberField("jobCount", jobs.size());
                  json.writeNumberField(
                      "runningCount", jobs.stream().filter(JobModel::isRunning).count());
                  json.writeNumberField("forgotten", all.forgotten());
                  int shown = TableJson.clamped(page, jobs.size());
                  json.writeNumberField("page", shown);
                  json.writeArrayFieldStart("jobs");
                  for (JobModel job :
                      jobs.stream().skip((long) shown * PAGE).limit(PAGE).toList()) {
                    write(json, all, job);
                  }
                  json.writeEndArray();
                  JobModel job = chosen(all, jobs, chosen);
                  if (job != null) {
                    json.writeFieldName("chosen");
                    write(json, all, job);
                  }
                  sources(json, all);
                }));
  }

  private static @Nullable JobModel chosen(Board board, List<JobModel> jobs, int number) {
    return number > 0 ? board.job(number) : jobs.isEmpty() ? null : jobs.get(0);
  }

  private static void write(JsonGenerator json, Board board, JobModel job) throws IOException {
    json.writeStartObject();
    JobJson.write(json, job, board.source(job));
    json.writeEndObject();
  }

  /** Only what is wrong with them is news. */
  private static void sources(JsonGenerator json, Board board) throws IOException {
    long unreadable = 0;
    int connected = 0;
    json.writeArrayFieldStart("refusals");
    for (ProcessModel source : board.sources()) {
      unreadable += source.unreadable();
      connected += source.isConnected() ? 1 : 0;
      if (!source.refusal().isEmpty()) {
        json.writeString(source.name() + ": " + source.refusal());
      }
    }
    json.writeEndArray();
    json.writeNumberField("connected", connected);
    json.writeNumberField("unreadable", unreadable);
  }
}
