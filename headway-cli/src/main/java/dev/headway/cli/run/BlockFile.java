package dev.headway.cli.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file with a block that is being read. Used by one thread. */
final class BlockFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final int headerLength;
  private long length;

  /**
   * Makes a file.
   *
   * @param header what stands before the block
   */
  BlockFile(Path path, byte[] header) throws IOException {
    this.path = path;
    this.headerLength = header.length;
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    writeAll(ByteBuffer.wrap(header));
  }

  /** Returns how many bytes it has without the header. */
  long length() {
    return length;
  }

  void write(byte[] bytes, int from, int count) throws IOException {
    writeAll(ByteBuffer.wrap(bytes, from, count));
    length += count;
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Moves all from a place on to a new file. */
  BlockFile moveEnd(long place, Path to, byte[] header) throws IOException {
    BlockFile next = new BlockFile(to, header);
    long from = headerLength + place;
    long count = length - place;
    for (long moved = 0; moved < count; ) {
      moved += channel.transferTo(from + moved, count - moved, next.channel);
    }
    next.length = count;
    channel.truncate(from);
    length = place;
    return next;
  }

  /** Returns the block, which is complete. */
  Block finish(long number, PipeSettings settings, boolean digest) throws IOException {
    close();
    if (settings.withoutSeparators()) {
      removeSeparators(settings);
    }
    return new Block(path, number, Spool.size(path), digest ? digest() : null);
  }

  private void removeSeparators(PipeSettings settings) throws IOException {
    Path cleaned = path.resolveSibling(path.getFileName() + ".new");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(cleaned))) {
      out.write(in.readNBytes(headerLength));
      new SeparatorFilter(
              ByteText.bytes(settings.recordStart()), ByteText.bytes(settings.recordEnd()))
          .copy(in, out);
    }
    Files.move(cleaned, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private @Nullable String digest() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
