package dev.headway.examples;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
    // A Path cannot travel to another process. Its URI can, and keeps each byte of the name.
    List<URI> inputs = files.stream().map(Path::toUri).toList();
    try (Pool pool = Pool.on(Processes.of(workers));
        Results<URI, String> hashes =
            pool.over(inputs)
                .named("sha256")
                .weighedBy(file -> Files.size(Path.of(file)))
                .window(10_000) // Hashes are small: a large file need not hold up those behind it.
                .map(HashFiles::sha256)) {
      for (Outcome<URI, String> one : hashes.outcomes()) {
        Path file = files.get((int) one.index());
        if (one instanceof Outcome.Success<URI, String> hash) {
          System.out.writeBytes(FileName.of(file).checksumLine(hash.value()));
        } else {
          allRead = false;
          FoundFiles.complain(file, one.error());
        }
        if (System.out.checkError()) {
          return false; // Nobody reads any more.
        }
      }
    }
    return allRead;
  }

  private static String sha256(URI file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
