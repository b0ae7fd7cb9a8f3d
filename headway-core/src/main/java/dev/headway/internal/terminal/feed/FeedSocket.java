package dev.headway.internal.terminal.feed;

import dev.headway.internal.system.LiveProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The socket of the feed of one process.
 *
 * @param path its file
 * @param pid the process, by the name of the file
 * @param madeMillis when it was made, in milliseconds of the system's clock; 0 if it is not there
 */
public record FeedSocket(Path path, long pid, long madeMillis) implements Comparable<FeedSocket> {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})\\.sock");

  /** The system computes the start from the time of day, which may have been set since. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static FeedSocket in(Path folder, long pid) {
    return of(folder.resolve(pid + ".sock"), pid);
  }

  /** Null if the file is not named as a socket of a feed. */
  static @Nullable FeedSocket at(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? of(file, Long.parseLong(name.group(1))) : null;
  }

  @Override
  public int compareTo(FeedSocket other) {
    return Long.compare(pid, other.pid);
  }

  private static FeedSocket of(Path file, long pid) {
    long made;
    try {
      made = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
    } catch (IOException e) {
      made = 0;
    }
    return new FeedSocket(file, pid, made);
  }

  /** Whether it is a socket, or at least neither a file nor a link, and belongs to a user. */
  boolean isOf(int user) {
    try {
      Map<String, Object> found =
          Files.readAttributes(path, "unix:isOther,uid", LinkOption.NOFOLLOW_LINKS);
      return Boolean.TRUE.equals(found.get("isOther"))
          && found.get("uid") instanceof Integer owner
          && owner == user;
    } catch (IOException e) {
      return false; // Its process has just ended.
    }
  }

  /**
   * Connects, and does not wait for anything.
   *
   * @return a channel that does not block; it may not be connected yet
   * @throws IOException if it cannot be connected to
   */
  public SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(path));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Removes what a process has left that was killed. It takes no connection, and its process is
   * dead or another: one that just makes its feed is neither.
   *
   * @return true if there is no such socket any more
   */
  boolean removeIfStale() {
    try {
      connect().close();
      return false;
    } catch (ConnectException refused) {
      return !isServing() && remove();
    } catch (IOException e) {
      return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /**
   * Removes what a process of the same number has left, which is dead, as this one has it now.
   *
   * @throws IOException if one in another container serves it: both have the same number there
   */
  void removeFormer() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      connect().close();
    } catch (ConnectException refused) {
      remove();
      return;
    }
    throw new IOException("a process of another container has this number, and serves it");
  }

  /** Whether the process of this number lives, and lived when the socket was made. */
  private boolean isServing() {
    Instant made;
    try {
      made = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException e) {
      return false;
    }
    return LiveProcess.of(pid)
        .map(process -> process.info().startInstant().orElse(made))
        .map(started -> !started.isAfter(made.plus(TOLERANCE)))
        .orElse(false);
  }

  /** Removes the file; true if it is gone. */
  boolean remove() {
    try {
      Files.deleteIfExists(path);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
