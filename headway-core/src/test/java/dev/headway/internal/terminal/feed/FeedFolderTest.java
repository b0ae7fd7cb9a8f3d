package dev.headway.internal.terminal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.headway.internal.system.Zombie;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where feeds are, and what keeps other users and old sockets out. */
@EnabledOnOs(OS.LINUX)
class FeedFolderTest {
  private static final long HERE = ProcessHandle.current().pid();

  /** No system gives so large a number to a process. */
  private static final long NOWHERE = 999_999_999;

  @TempDir private Path temporary;

  private FeedFolder folder() throws IOException {
    return new FeedFolder(temporary.resolve("headway"), UserId.ofProcess());
  }

  /** Leaves a socket as a process that was killed. */
  private static void leaveSocket(Path path) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
  }

  @Test
  void shouldBeMadeForItsUserAlone() throws IOException {
    folder().create();

    assertThat(Files.getPosixFilePermissions(folder().path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    folder().create(); // Again, by the next program.
  }

  @Test
  void shouldRefuseALinkInItsPlace() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Files.createSymbolicLink(folder().path(), other);

    assertThatIOException()
        .isThrownBy(() -> folder().create())
        .withMessageContaining("is a link or a file, and no folder. Remove it.");
    assertThatIOException().isThrownBy(() -> folder().sockets());
  }

  @Test
  void shouldRefuseAFolderThatOthersMayEnter() throws IOException {
    Files.createDirectory(folder().path());
    Files.setPosixFilePermissions(folder().path(), PosixFilePermissions.fromString("rwx--x---"));

    assertThatIOException()
        .isThrownBy(() -> folder().create())
        .withMessageContaining("can be entered by other users. Run: chmod 700 " + folder().path());
  }

  @Test
  void shouldRefuseTheFolderOfAnotherUser() throws IOException {
    folder().create();
    FeedFolder foreign = new FeedFolder(folder().path(), UserId.ofProcess() + 1);

    assertThatIOException()
        .isThrownBy(foreign::create)
        .withMessageContaining("belongs to another user");
    assertThatIOException().isThrownBy(foreign::sockets);
  }

  @Test
  void shouldRefuseASocketWhosePathIsTooLong() throws IOException {
    FeedFolder deep = new FeedFolder(temporary.resolve("x".repeat(110)), UserId.ofProcess());

    assertThatIOException()
        .isThrownBy(() -> deep.socket(HERE))
        .withMessageContaining("bytes, and the system takes 107")
        .withMessageContaining("Set XDG_RUNTIME_DIR to a folder with a shorter name.");
  }

  @Test
  void shouldBeBelowTheFolderOfTheUserIfThereIsOne() throws IOException {
    Path ofUser = Path.of("/tmp/headway-" + Integer.toUnsignedString(UserId.ofProcess()));

    assertThat(FeedFolder.all(Map.of("XDG_RUNTIME_DIR", temporary.toString())))
        .extracting(FeedFolder::path)
        .containsExactly(temporary.resolve("headway"), ofUser);
    for (String none : new String[] {"", "relative", temporary + "/missing", "\0"}) {
      assertThat(FeedFolder.all(Map.of("XDG_RUNTIME_DIR", none)))
          .extracting(FeedFolder::path)
          .containsExactly(ofUser);
    }
  }

  @Test
  void shouldFindNothingWhereThereIsNoFolder() throws IOException {
    assertThat(folder().sockets()).isEmpty();
  }

  @Test
  void shouldRemoveTheSocketOfADeadProcess() throws IOException {
    folder().create();
    Path left = folder().socket(NOWHERE).path();
    leaveSocket(left);

    assertThat(folder().sockets()).isEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void shouldRemoveTheSocketOfAProcessWhoseNumberAnotherHas() throws IOException {
    folder().create();
    Path left = folder().socket(HERE).path();
    leaveSocket(left);
    Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(folder().sockets()).isEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void shouldRemoveTheSocketOfAProcessThatHasEndedAndWhoseParentDoesNotAsk() throws IOException {
    folder().create();
    try (Zombie killed = Zombie.make()) {
      Path left = folder().socket(killed.pid()).path();
      leaveSocket(left);

      assertThat(folder().sockets()).isEmpty();
      assertThat(left).doesNotExist();
    }
  }

  @Test
  void shouldLeaveTheSocketOfAProcessThatMayJustOpenIt() throws IOException {
    folder().create();
    Path socket = folder().socket(HERE).path();
    leaveSocket(socket);

    assertThat(folder().sockets()).extracting(FeedSocket::pid).containsExactly(HERE);
    assertThat(socket).exists();
  }

  @Test
  void shouldLeaveASocketThatIsServed() throws IOException {
    folder().create();
    Path served = folder().socket(NOWHERE).path(); // As of a process in a container.
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(served));

      assertThat(folder().sockets()).extracting(FeedSocket::path).containsExactly(served);
      assertThatIOException()
          .isThrownBy(() -> folder().socket(NOWHERE).removeFormer())
          .withMessageContaining("a process of another container");
    }
  }

  @Test
  void shouldTakeNothingElseForASocket() throws IOException {
    folder().create();
    Files.createFile(folder().path().resolve("12.sock"));
    Files.createFile(folder().path().resolve("notes.txt"));
    Files.createSymbolicLink(folder().path().resolve("13.sock"), temporary);

    assertThat(folder().sockets()).isEmpty();
    assertThat(folder().path().resolve("12.sock")).exists();
  }
}
