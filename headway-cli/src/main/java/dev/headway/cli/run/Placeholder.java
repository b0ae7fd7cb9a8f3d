package dev.headway.cli.run;

/** What stands for a part of an input in the words of a command; as in GNU parallel. */
enum Placeholder {
  VALUE("{}") {
    @Override
    String of(String value, long number, int slot) {
      return value;
    }
  },
  WITHOUT_EXTENSION("{.}") {
    @Override
    String of(String value, long number, int slot) {
      return withoutExtension(value);
    }
  },
  NAME("{/}") {
    @Override
    String of(String value, long number, int slot) {
      return fileName(value);
    }
  },
  FOLDER("{//}") {
    @Override
    String of(String value, long number, int slot) {
      return folder(value);
    }
  },
  NAME_WITHOUT_EXTENSION("{/.}") {
    @Override
    String of(String value, long number, int slot) {
      return withoutExtension(fileName(value));
    }
  },
  NUMBER("{#}") {
    @Override
    String of(String value, long number, int slot) {
      return Long.toString(number);
    }
  },
  SLOT("{%}") {
    @Override
    String of(String value, long number, int slot) {
      return Integer.toString(slot);
    }
  };

  private final String text;

  Placeholder(String text) {
    this.text = text;
  }

  /** Returns how it is written. */
  String text() {
    return text;
  }

  /**
   * Returns what takes its place.
   *
   * @param value the input
   * @param number the place of the input, from 1
   * @param slot where the command runs, from 1
   */
  abstract String of(String value, long number, int slot);

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
