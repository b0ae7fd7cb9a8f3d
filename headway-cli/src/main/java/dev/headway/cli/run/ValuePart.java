package dev.headway.cli.run;

/** What a placeholder stands for: a part of a value, or the number or the slot of a job. */
enum ValuePart {
  VALUE("") {
    @Override
    String of(String value) {
      return value;
    }
  },
  WITHOUT_EXTENSION(".") {
    @Override
    String of(String value) {
      return withoutExtension(value);
    }
  },
  NAME("/") {
    @Override
    String of(String value) {
      return fileName(value);
    }
  },
  FOLDER("//") {
    @Override
    String of(String value) {
      return folder(value);
    }
  },
  NAME_WITHOUT_EXTENSION("/.") {
    @Override
    String of(String value) {
      return withoutExtension(fileName(value));
    }
  },
  NUMBER("#") {
    @Override
    String of(String value) {
      return value;
    }
  },
  SLOT("%") {
    @Override
    String of(String value) {
      return value;
    }
  };

  private final String mark;

  ValuePart(String mark) {
    this.mark = mark;
  }

  /** Returns how it is written, between the braces and behind what says which value is meant. */
  String mark() {
    return mark;
  }

  /** Whether it is a part of a value. */
  boolean isOfValue() {
    return this != NUMBER && this != SLOT;
  }

  /** Returns the part of a value; the value itself if this is no part of one. */
  abstract String of(String value);

  private static String withoutExtension(String value) {
    int dot = value.lastIndexOf('.');
    boolean isLast = dot > value.lastIndexOf('/') && dot < value.length() - 1;
    return isLast ? value.substring(0, dot) : value;
  }

  private static String fileName(String value) {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** As dirname says it: of a/b/ it is a, of a it is the current folder. */
  private static String folder(String value) {
    int end = endWithoutSlashes(value, value.length());
    int slash = value.lastIndexOf('/', end - 1);
    if (end == 0 || slash < 0) {
      return value.startsWith("/") ? "/" : ".";
    }
    int folderEnd = endWithoutSlashes(value, slash);
    return folderEnd == 0 ? "/" : value.substring(0, folderEnd);
  }

  private static int endWithoutSlashes(String value, int from) {
    int end = from;
    while (end > 0 && value.charAt(end - 1) == '/') {
      end--;
    }
    return end;
  }
}
