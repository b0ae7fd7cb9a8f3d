package dev.headway.terminal;

import dev.headway.Progress;

/**
 * A few seconds of progress for the eye: two bars, one nested in the other, and a program that
 * prints. The arguments are the number of steps and the milliseconds of each.
 */
final class Trial {

  private Trial() {}

  public static void main(String[] arguments) throws InterruptedException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int millis = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    System.out.println("before the bars");
    System.out.print("left unfinished ... ");
    System.out.flush();
    try (Progress outer = Progress.begin("thumbnails", steps);
        Progress other = Progress.begin("unknown 漢字")) {
      for (int i = 0; i < steps; i++) {
        try (Progress inner = outer.nested("page " + i, 4)) {
          for (int k = 0; k < 4; k++) {
            Thread.sleep(millis / 4);
            inner.advance();
            other.advance(3);
          }
        }
        outer.advance();
        if (i % 5 == 0) {
          System.out.println(
              "out line " + i + " of the program, long enough to be wrapped at forty");
        }
        if (i % 7 == 0) {
          System.err.println("err line " + i);
        }
        if (i == steps / 2) {
          outer.note("waiting for the disk");
          for (int line = 0; line < 2000; line++) {
            System.out.println("burst " + line);
          }
        }
      }
    }
    System.out.println("after the bars");
  }
}
