package dev.headway.internal.terminal.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder with the sockets of the feeds of one user. No other user may enter it, so that the
 * rights of the folder are all that guards the sockets.
 */
public final class FeedFolder {
  private static final String RUNTIME = "XDG_RUNTIME_DIR";

  /** What the system keeps of the path of a socket, without the zero at its end. */
  private static final int MAX_SOCKET_PATH = 107;

  /** The rights of the group and of all others. */
  private static final int OTHERS = 0077;

  private static final int MAX_PATH = 4096;

  private final Path path;
  private final int user;

  FeedFolder(Path path, int user) {
    this.path = path;
    this.user = user;
  }

  /**
   * The folders in which feeds of this user may be: first the one for a feed of this process.
   *
   * @param environment the variables of this process
   * @throws IOException if the system does not tell who this user is
   */
  public static List<FeedFolder> all(Map<String, String> environment) throws IOException {
    int user = UserId.ofProcess();
    List<FeedFolder> all = new ArrayList<>();
    String runtime = environment.getOrDefault(RUNTIME, "");
    if (!runtime.isEmpty() && isOf(user, runtime)) {
      all.add(new FeedFolder(Path.of(runtime, "headway"), user));
    }
    all.add(new FeedFolder(Path.of("/tmp", "headway-" + Integer.toUnsignedString(user)), user));
    return all;
  }

  /** Whether this is the user's own: after a change of the user it may be that of another. */
  private static boolean isOf(int user, String runtime) {
    try {
      Path place = Path.of(runtime);
      return place.isAbsolute()
          && Files.isDirectory(place)
          && Files.getAttribute(place, "unix:uid") instanceof Integer owner
          && owner == user;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Whether there is anything in its place. */
  public boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the folder if it is not there.
   *
   * @throws IOException if it cannot be made, or what is there cannot be trusted
   */
  void create() throws IOException {
    try {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // It is looked at below, whoever made it.
    } catch (IOException e) {
      throw new IOException(
          "The folder of the feed, " + shown() + ", cannot be made: " + FileErrors.of(e) + ".", e);
    }
    check();
  }

  /**
   * Looks whether it is a folder of this user that no other can enter.
   *
   * @throws IOException if it is not
   */
  public void check() throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:isDirectory,uid,mode", LinkOption.NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(found.get("isDirectory"))) {
      throw untrusted("is a link or a file, and no folder. Remove it.");
    }
    if (!(found.get("uid") instanceof Integer owner) || owner != user) {
      throw untrusted("belongs to another user. Set XDG_RUNTIME_DIR to a folder of your own.");
    }
    if (!(found.get("mode") instanceof Integer mode) || (mode & OTHERS) != 0) {
      throw untrusted("can be entered by other users. Run: chmod 700 " + shown());
    }
  }

  private IOException untrusted(String why) {
    return new IOException("The folder of the feed, " + shown() + ", " + why);
  }

  private String shown() {
    return ControlEscapes.of(path.toString(), MAX_PATH);
  }

  /**
   * The socket of a process; whether there is one or not.
   *
   * @throws IOException if its path is too long for a socket
   */
  FeedSocket socket(long pid) throws IOException {
    FeedSocket socket = FeedSocket.in(path, pid);
    int bytes = socket.path().toString().getBytes(UTF_8).length;
    if (bytes > MAX_SOCKET_PATH) {
      throw new IOException(
          "The socket of the feed has a path of "
              + bytes
              + " bytes, and the system takes 107: "
              + ControlEscapes.of(socket.path().toString(), MAX_PATH)
              + ". Set XDG_RUNTIME_DIR to a folder with a shorter name.");
    }
    return socket;
  }

  /**
   * The sockets in it, after those that no process serves any more were removed. Connects to each.
   *
   * @return by the number of the process; none if there is no folder
   * @throws IOException if it cannot be read, or cannot be trusted
   */
  public List<FeedSocket> sockets() throws IOException {
    return listed().stream().filter(socket -> !socket.removeIfStale()).toList();
  }

  /**
   * The sockets in it, whether a process serves them or not.
   *
   * @return by the number of the process; none if there is no folder
   * @throws IOException if it cannot be read, or cannot be trusted
   */
  public List<FeedSocket> listed() throws IOException {
    if (!exists()) {
      return List.of();
    }
    check();
    List<FeedSocket> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        FeedSocket socket = FeedSocket.at(file);
        if (socket != null && socket.isOf(user)) {
          found.add(socket);
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException("The folder of the feed, " + shown() + ", cannot be read.", e);
    }
    found.sort(null);
    return found;
  }
}
