package dev.headway.internal.dashboard.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders in which running programs of this user have their sockets. */
final class FeedFolders {
  private static final Pattern SOCKET = Pattern.compile("(\\d{1,18})\\.sock");

  /** The system cuts the path of a socket that is longer. */
  private static final int MAX_PATH = 107;

  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final List<Path> folders;
  private final Object uid;

  private FeedFolders(List<Path> folders, Object uid) {
    this.folders = folders;
    this.uid = uid;
  }

  /**
   * Those that the environment tells.
   *
   * @param environment of this process
   * @param temporary where the folder is for users without a runtime folder
   */
  static FeedFolders of(Map<String, String> environment, Path temporary) {
    Object uid;
    try {
      uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException noUnix) {
      return new FeedFolders(List.of(), "");
    }
    List<Path> folders = new ArrayList<>();
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (runtime.startsWith("/")) {
      folders.add(Path.of(runtime, "headway"));
    }
    folders.add(temporary.resolve("headway-" + uid));
    return new FeedFolders(folders, uid);
  }

  /** The sockets that are there now, the oldest first. */
  List<FeedSocket> sockets() {
    List<FeedSocket> all = new ArrayList<>();
    for (Path folder : folders) {
      if (isOurs(folder)) {
        addAll(folder, all);
      }
    }
    all.sort(Comparator.comparingLong(FeedSocket::madeMillis).thenComparingLong(FeedSocket::pid));
    return all;
  }

  /** No link, of this user, and closed to all others: else anybody could put sockets there. */
  private boolean isOurs(Path folder) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && uid.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))
          && OWNER.containsAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static void addAll(Path folder, List<FeedSocket> all) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.sock")) {
      for (Path file : files) {
        Matcher name = SOCKET.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && file.toString().getBytes(UTF_8).length <= MAX_PATH) {
          long made = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
          all.add(new FeedSocket(file, Long.parseLong(name.group(1)), made));
        }
      }
    } catch (IOException | DirectoryIteratorException goneMeanwhile) {
      // The next look sees what is left.
    }
  }
}
