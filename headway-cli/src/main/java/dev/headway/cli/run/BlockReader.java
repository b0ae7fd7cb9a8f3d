package dev.headway.cli.run;

import dev.headway.cli.run.source.ValueReader;
import dev.headway.internal.text.FileErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into blocks of whole records, each in a file of its own. However large blocks and
 * records are, they are not held in memory. Used by one thread.
 */
final class BlockReader implements ValueReader<JobInput> {
  private static final int SIZE = 64 << 10;
  private static final double GROWTH = 1.3;

  private final InputStream in;
  private final PipeSettings settings;
  private final Supplier<Path> files;
  private final boolean digests;
  private final byte[] start;
  private final ByteSearch boundary;
  private final byte[] buffer = new byte[SIZE];
  private int at;
  private int end;

  private byte @Nullable [] header;
  private @Nullable BlockFile file;

  /** How many bytes a block may have: more than it was, once a record was longer. */
  private long limit;

  private long number;

  /** How many records have ended in this block, and where its last whole part ends. */
  private long records;

  private long lastCut;

  /**
   * @param files names for the files of blocks
   * @param digests whether blocks are to be told from each other by what they have
   */
  BlockReader(InputStream in, PipeSettings settings, Supplier<Path> files, boolean digests) {
    this.in = in;
    this.settings = settings;
    this.files = files;
    this.digests = digests;
    this.limit = settings.size();
    this.start = ByteText.bytes(settings.recordStart());
    this.boundary = new ByteSearch(ByteText.bytes(settings.recordEnd() + settings.recordStart()));
  }

  @Override
  public @Nullable JobInput next() throws IOException {
    if (header == null) {
      header = readHeader();
    }
    while (true) {
      if (at == end && !fill()) {
        return last();
      }
      JobInput block = read();
      if (block != null) {
        return block;
      }
    }
  }

  private byte[] readHeader() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int left = settings.headerLines();
    while (left > 0 && (at < end || fill())) {
      byte next = buffer[at++];
      lines.write(next);
      left -= next == '\n' ? 1 : 0;
    }
    return lines.toByteArray();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  /** Reads on in the buffer. Returns a block if one is complete. */
  private @Nullable JobInput read() throws IOException {
    BlockFile block = file();
    long length = block.length();
    int from = at;
    while (at < end) {
      length++;
      if (boundary.endsWith(buffer[at++])) {
        noteBoundary(length - start.length);
      }
      boolean enough =
          settings.records() > 0
              ? records >= settings.records() * settings.lines()
              : isFull(length);
      if (enough) {
        write(block, from);
        return cut(block);
      }
    }
    write(block, from);
    return null;
  }

  private void noteBoundary(long place) {
    if (place <= 0) {
      return; // Here the block begins, and with it a record.
    }
    records++;
    if (records % settings.lines() == 0) {
      lastCut = place;
    }
  }

  private boolean isFull(long length) {
    if (length < limit) {
      return false;
    }
    if (boundary.isEmpty()) {
      lastCut = length;
    }
    if (lastCut == 0) {
      limit = (long) Math.ceil(limit * GROWTH + 1);
      return false;
    }
    return true;
  }

  private BlockFile file() {
    BlockFile block = file;
    if (block == null) {
      try {
        block = new BlockFile(files.get(), header == null ? new byte[0] : header);
      } catch (IOException e) {
        throw unwritable(e);
      }
      file = block;
    }
    return block;
  }

  private void write(BlockFile block, int from) {
    try {
      block.write(buffer, from, at - from);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Ends a block at the last cut; what is behind it begins the next one. */
  private JobInput cut(BlockFile block) {
    try {
      BlockFile next =
          block.length() == lastCut
              ? null
              : block.moveEnd(lastCut, files.get(), header == null ? new byte[0] : header);
      records %= settings.lines();
      lastCut = 0;
      file = next;
      return finish(block);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private @Nullable JobInput last() {
    BlockFile block = file;
    if (block == null) {
      return null;
    }
    if (settings.records() == 0 && settings.lines() > 1 && lastCut > 0) {
      return cut(block); // As GNU parallel does with -L alone.
    }
    file = null;
    try {
      return finish(block);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private JobInput finish(BlockFile block) throws IOException {
    number++;
    return new JobInput(List.of(), block.finish(number, settings, digests));
  }

  private static RunProblem unwritable(IOException e) {
    return new RunProblem(
        "A block of the input cannot be kept for its job: "
            + FileErrors.of(e)
            + ". Name a folder with more room in TMPDIR.");
  }

  @Override
  public void close() throws IOException {
    in.close();
    if (file != null) {
      file.close();
    }
  }
}
