package dev.headway;

import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.resume.JournalConfig;
import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file in which a job records what it has done. After a crash, a kill, a loss of power or
 * failures the same job goes on there. What has succeeded does not run again: its result is read
 * from the file and delivered as if it had been computed now.
 *
 * <pre>{@code
 * pool.over(files).journal(Journal.at(path)).map(Hash::sha256).toList();
 *
 * pool.over(orders)
 *     .journal(Journal.at(path).version("3").marksOnly().key(Order::id))
 *     .map(Shop::send);
 * }</pre>
 *
 * <p>Inputs are told apart by what they contain, never by their place in the source. So inputs may
 * be added, removed and put in another order between two runs. Strings, numbers, booleans,
 * characters, paths, URIs, UUIDs, dates and times, enum constants, byte arrays, and arrays, lists
 * and records of these need nothing more. Others need a {@link #key}. Equal inputs run as often as
 * they occur.
 *
 * <p>A task may run more than once: what was in progress when the program was killed runs again.
 * Its outcome is recorded once. The file holds results and the messages of failures unencrypted,
 * and hashes of inputs. Its owner alone may read it, and one run at a time can use it. Use only
 * journals of your own, since results are deserialized.
 *
 * <p>Immutable and safe for use by several threads. Nothing is opened before the first result is
 * asked for.
 *
 * @param <A> the type of the inputs that this journal can tell apart
 */
public final class Journal<A extends @Nullable Object> {

  /** Which inputs of earlier runs run again. */
  public enum Rerun {
    /** All that did not succeed. */
    FAILED,
    /**
     * Only those of which nobody knows how they ended. Failures are delivered again too, unless
     * {@link Journal#marksOnly} keeps no outcomes: then they are counted as done before.
     */
    NOTHING,
    /** All. What is recorded of them is replaced. */
    ALL
  }

  /** What becomes of a file that was written by another {@link Journal#version version}. */
  public enum OtherVersion {
    /** The job does not start: a {@link dev.headway.work.JournalException} says what to do. */
    REFUSE,
    /** What it holds counts as if it were of this version. */
    ACCEPT,
    /** The file is moved aside, and all inputs run. */
    START_AFRESH
  }

  private record Settings(
      Path path,
      String version,
      OtherVersion otherVersion,
      Rerun rerun,
      boolean marksOnly,
      boolean durable,
      boolean strict) {

    /** A mutable copy: what a journal can set. */
    private final class Draft {
      String version = version();
      OtherVersion otherVersion = otherVersion();
      Rerun rerun = rerun();
      boolean marksOnly = marksOnly();
      boolean durable = durable();
      boolean strict = strict();
    }

    Settings with(Consumer<Draft> change) {
      Draft draft = new Draft();
      change.accept(draft);
      return new Settings(
          path,
          draft.version,
          draft.otherVersion,
          draft.rerun,
          draft.marksOnly,
          draft.durable,
          draft.strict);
    }
  }

  private final Settings settings;
  private final @Nullable Function<? super A, ?> key;

  private Journal(Settings settings, @Nullable Function<? super A, ?> key) {
    this.settings = settings;
    this.key = key;
  }

  /**
   * A journal in a file, which is made if there is none.
   *
   * <pre>{@code
   * Journal<Path> journal = Journal.at(path);
   * Journal<Path> strict = Journal.<Path>at(path).strict();
   * }</pre>
   *
   * @param <A> the type of the inputs: any
   * @param path the file, such as {@code thumbnails.hwj}; a file beside it is its lock
   * @return a journal with results
   */
  public static <A extends @Nullable Object> Journal<A> at(Path path) {
    Objects.requireNonNull(path, "path");
    return new Journal<>(
        new Settings(path, "", OtherVersion.REFUSE, Rerun.FAILED, false, false, false), null);
  }

  /**
   * Says what identifies an input, where the input itself does not, or holds more than that.
   *
   * <pre>{@code
   * Journal<Order> byId = Journal.at(path).key(Order::id);
   * Journal<Path> bySize =                                         // runs again if it grew
   *     Journal.at(path).key((Path one) -> List.of(one, one.toFile().length()));
   * }</pre>
   *
   * @param <T> the type of the inputs
   * @param identity called for each input as the source is read, never twice at once, and for some
   *     inputs of a collection twice in all. Returns a value of the types that need no key. If it
   *     throws, the run ends
   * @return a journal with this key
   */
  public <T extends @Nullable Object> Journal<T> key(Function<? super T, ?> identity) {
    return new Journal<>(settings, Objects.requireNonNull(identity, "identity"));
  }

  /**
   * Names what the function does. Change it when earlier results are no longer right. Headway does
   * not look at the code, since most of its changes do not change results.
   *
   * @param name any text, such as {@code "3"}. Names of jobs are not compared: put the name of the
   *     job in it, and a file of another job is refused too
   * @return a journal of this version; a file of another one is refused before anything runs,
   *     unless {@link #otherVersion} says something else
   */
  public Journal<A> version(String name) {
    Objects.requireNonNull(name, "name");
    return with(draft -> draft.version = name);
  }

  /**
   * Says what to do with a file of another {@link #version version}. By default the job does not
   * start.
   *
   * @param choice what to do
   * @return a journal with this choice
   */
  public Journal<A> otherVersion(OtherVersion choice) {
    Objects.requireNonNull(choice, "choice");
    return with(draft -> draft.otherVersion = choice);
  }

  /**
   * Keeps that inputs are done, and not their results, for functions that are called for what they
   * do. An input is marked when the consumer has taken its result and asks for the next one. What
   * is marked is skipped in later runs: it is counted and not delivered.
   *
   * <p>If another thread closes the results, what has succeeded by then is still delivered, so that
   * it can be marked. The journal stays in use until the consumer has asked for the rest, or has
   * closed the results or the pool.
   *
   * @return a journal without results
   */
  public Journal<A> marksOnly() {
    return with(draft -> draft.marksOnly = true);
  }

  /**
   * Says which inputs of earlier runs run again. By default all that did not succeed do.
   *
   * @param choice which
   * @return a journal with this choice
   */
  public Journal<A> rerun(Rerun choice) {
    Objects.requireNonNull(choice, "choice");
    return with(draft -> draft.rerun = choice);
  }

  /**
   * Brings each outcome to the disk before it is delivered. Without this a loss of power may cost
   * the records of the last second, whose inputs run again. A kill of the program costs some
   * milliseconds in either case.
   *
   * @return a journal that waits for the disk, some milliseconds for outcomes that end together
   */
  public Journal<A> durable() {
    return with(draft -> draft.durable = true);
  }

  /**
   * Ends the run when the journal cannot be written, as on a full disk. Without this the job goes
   * on, a warning tells of it, and {@link RunReport#journalComplete()} is false.
   *
   * @return a journal without which the job does not go on
   */
  public Journal<A> strict() {
    return with(draft -> draft.strict = true);
  }

  private Journal<A> with(Consumer<Settings.Draft> change) {
    return new Journal<>(settings.with(change), key);
  }

  /** Returns the settings as a run needs them. */
  JournalConfig<A> config() {
    return new JournalConfig<>(
        settings.path,
        key,
        settings.version,
        switch (settings.otherVersion) {
          case REFUSE -> JournalSettings.OtherVersion.REFUSE;
          case ACCEPT -> JournalSettings.OtherVersion.ACCEPT;
          case START_AFRESH -> JournalSettings.OtherVersion.BEGIN_ANEW;
        },
        kept(),
        settings.marksOnly,
        settings.durable,
        settings.strict,
        new StoredValueCodec());
  }

  private Set<RecordKind> kept() {
    return switch (settings.rerun) {
      case FAILED -> EnumSet.of(RecordKind.DONE);
      case NOTHING ->
          EnumSet.of(RecordKind.DONE, RecordKind.FAILED, RecordKind.TIMED_OUT, RecordKind.CRASHED);
      case ALL -> EnumSet.noneOf(RecordKind.class);
    };
  }

  @Override
  public String toString() {
    return "Journal at " + ControlEscapes.value(settings.path, ControlEscapes.MAX_LENGTH);
  }
}
