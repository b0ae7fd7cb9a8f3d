package dev.headway.examples;

import dev.headway.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The bar alone, for work that runs anyhow: around a loop, advanced by hand, one inside another,
 * and around a stream of bytes.
 *
 * <p>Run it with: {@code examples/run PlainLoop}
 */
public final class PlainLoop {

  public static void main(String[] args) throws IOException, InterruptedException {
    int letters = 0;
    for (String word : Progress.over("words", List.of("one", "two", "three", "four", "five"))) {
      letters += word.length();
      pause();
    }
    System.out.println(letters + " letters");

    try (Progress chapters = Progress.begin("chapters", 3)) {
      for (int chapter = 0; chapter < 3; chapter++) {
        try (Progress pages = chapters.nested("pages", 5)) {
          for (int page = 0; page < 5; page++) {
            pause();
            pages.advance();
          }
        }
        chapters.advance();
      }
    }
    System.out.println("3 chapters");

    byte[] bytes = new byte[1_000_000];
    try (InputStream in = Progress.over(new ByteArrayInputStream(bytes), bytes.length)) {
      int read = 0;
      for (byte[] part = in.readNBytes(100_000); part.length > 0; part = in.readNBytes(100_000)) {
        read += part.length;
        pause();
      }
      System.out.println(read + " bytes");
    }
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(50);
  }
}
