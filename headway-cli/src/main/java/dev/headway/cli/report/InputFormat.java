package dev.headway.cli.report;

/** The kinds of files that can be read. */
enum InputFormat {
  JOURNAL("journal", "a journal"),
  JOBLOG("joblog", "a joblog"),
  EVENTS("json", "JSON lines"),
  NINJA("ninja", "a log of ninja");

  private final String field;
  private final String words;

  InputFormat(String field, String words) {
    this.field = field;
    this.words = words;
  }

  String field() {
    return field;
  }

  String words() {
    return words;
  }

  /** Whether failures have messages, which do not say of which kind they are. */
  boolean hasMessages() {
    return this == JOURNAL || this == EVENTS;
  }
}
