package dev.headway.cli.run;

import dev.headway.cli.run.source.ValueReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a run, and the command that they are for.
 *
 * @param template the command; names of columns are known to it
 * @param tag what each line of output begins with; null for nothing
 * @param jobs what each job gets, as it comes
 * @param all the same if all were read before; else null
 * @param total how many there are; a negative number if that is not known yet
 */
record Inputs(
    Template template,
    @Nullable Template tag,
    Iterator<JobInput> jobs,
    @Nullable List<JobInput> all,
    long total) {
  private static final int AHEAD = 64;
  private static final int BATCHES_AHEAD = 4;
  private static final long UNKNOWN = -1;

  /**
   * Opens them.
   *
   * @param tally is told how many there are, and tells when no more are wanted
   * @param blockFiles names for files of blocks, asked for when jobs are
   * @throws RunProblem if a file cannot be read
   * @throws UsageProblem if they do not fit the settings
   */
  static Inputs open(RunSettings settings, Words words, Tally tally, Supplier<Path> blockFiles) {
    Inputs inputs =
        settings.pipe() == null
            ? ofValues(settings, words, tally)
            : ofBlocks(settings, settings.pipe(), words, tally, blockFiles);
    if (settings.start().order() != StartSettings.Order.GIVEN) {
      inputs = inputs.readAll(settings.start().order() == StartSettings.Order.SHUFFLED);
    }
    if (inputs.total >= 0) {
      tally.total(inputs.total);
    }
    return inputs;
  }

  private static Inputs ofValues(RunSettings settings, Words words, Tally tally) {
    BatchSettings batch = settings.batch();
    Sources sources = new Sources(settings.input(), words.lists(), batch.lines());
    Syntax syntax = sources.syntax(batch.isSeveral());
    Template template = words.template(syntax, batch.repeated());
    long available = batch.isSeveral() ? CommandLength.available() : Long.MAX_VALUE;
    Batches batches =
        new Batches(sources.records(), batch, template, settings.start().jobs(), available);
    return new Inputs(
        template,
        tag(settings, syntax),
        lazy(batches, batch.isSeveral() ? BATCHES_AHEAD : AHEAD, tally),
        null,
        batch.isSeveral() ? UNKNOWN : sources.total());
  }

  private static Inputs ofBlocks(
      RunSettings settings,
      PipeSettings pipe,
      Words words,
      Tally tally,
      Supplier<Path> blockFiles) {
    Syntax syntax = Syntax.USUAL.withoutValues();
    InputStream in = Sources.open(blockSource(settings.input(), words));
    BlockReader blocks = new BlockReader(in, pipe, blockFiles, settings.journal() != null);
    return new Inputs(
        words.template(syntax, false),
        tag(settings, syntax),
        lazy(blocks, 1, tally),
        null,
        UNKNOWN);
  }

  private static String blockSource(InputSettings settings, Words words) {
    List<String> files = new ArrayList<>();
    settings.files().forEach(file -> files.add(ByteText.encode(file.toString())));
    for (Words.ValueList list : words.lists()) {
      if (!list.areFiles()) {
        throw new UsageProblem(
            "With --pipe jobs get blocks of input and no values; leave ::: away.");
      }
      files.addAll(list.words());
    }
    if (files.size() > 1) {
      throw new UsageProblem("With --pipe there is one input; let cat join the files.");
    }
    return files.isEmpty() ? "-" : files.get(0);
  }

  private static @Nullable Template tag(RunSettings settings, Syntax syntax) {
    String tag = settings.output().tag();
    return tag == null ? null : Template.ofText(tag, syntax);
  }

  private static Iterator<JobInput> lazy(ValueReader<JobInput> reader, int ahead, Tally tally) {
    return new LazyInputs(reader, ahead, tally::isStopped, tally::total);
  }

  private Inputs readAll(boolean shuffled) {
    List<JobInput> read = new ArrayList<>();
    try {
      jobs.forEachRemaining(read::add);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    }
    if (shuffled) {
      Collections.shuffle(read);
    }
    return new Inputs(template, tag, read.iterator(), read, read.size());
  }

  private static RunProblem unreadable(@Nullable IOException e) {
    return Sources.unreadable(e == null ? new IOException() : e);
  }
}
