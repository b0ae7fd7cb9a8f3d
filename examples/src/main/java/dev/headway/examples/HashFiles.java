package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.Progress;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.progress.Unit;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of every file below some folders, on worker processes, printed as sha256sum prints it
 * and in the order of the paths. What cannot be read is said on standard error, and the exit status
 * is then 1.
 *
 * <p>Run it with: {@code examples/run HashFiles ~/Pictures}, or with {@code --workers=4} before the
 * folders.
 */
public final class HashFiles {

  public static void main(String[] args) {
    boolean counted = args.length > 0 && args[0].matches("--workers=[1-9]\\d{0,2}");
    int workers =
        counted
            ? Integer.parseInt(args[0].substring(args[0].indexOf('=') + 1))
            : Runtime.getRuntime().availableProcessors();
    List<String> folders = List.of(args).subList(counted ? 1 : 0, args.length);
    if (folders.isEmpty() || folders.get(0).startsWith("--")) {
      System.err.println("Usage: HashFiles [--workers=N] FOLDER...   (N from 1 to 999)");
      System.exit(2);
    }
    FoundFiles found = FoundFiles.below(folders);
    boolean allRead = hash(found.files(), workers);
    System.exit(found.complete() && allRead ? 0 : 1);
  }

  /** Prints a line for each file; false if there is one that could not be read. */
  private static boolean hash(List<Path> files, int workers) {
    boolean allRead = true;
    try (Pool pool = Pool.on(Processes.of(workers));
        Results<Path, String> hashes =
            pool.over(files)
                .named("sha256")
                .weighedBy(Files::size, Unit.BYTES)
                .window(10_000) // Hashes are small: a large file need not hold up those behind it.
                .map(HashFiles::sha256)) {
      for (Outcome<Path, String> one : hashes.outcomes()) {
        if (one instanceof Outcome.Success<Path, String> hash) {
          System.out.writeBytes(FileName.of(one.input()).checksumLine(hash.value()));
        } else {
          allRead = false;
          FoundFiles.complain(one.input(), one.error());
        }
        if (System.out.checkError()) {
          return false; // The reader has gone.
        }
      }
    }
    return allRead;
  }

  static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    // Below the bar, a large file is shown with how much of it is read.
    try (InputStream in = Progress.over(Files.newInputStream(file), Files.size(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
