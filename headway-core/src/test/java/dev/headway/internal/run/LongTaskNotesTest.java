package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.resume.JournalConfig;
import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.resume.ValueCodec;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was running for a while when a program died can be found in its journal. */
class LongTaskNotesTest {
  private static final JournalKey KEY = new JournalKey(1L << 60, 7);

  @TempDir Path folder;

  private static final class NoCodec implements ValueCodec {
    @Override
    public void encode(@Nullable Object value, Sink sink) {
      sink.accept(new byte[0], 0, 0);
    }

    @Override
    public @Nullable Object decode(byte[] bytes, @Nullable ClassLoader loader) {
      return null;
    }
  }

  private RunJournal<String, String> open(Path path) {
    JournalConfig<String> config =
        new JournalConfig<>(
            path,
            null,
            "",
            JournalSettings.OtherVersion.REFUSE,
            Set.of(RecordKind.DONE),
            false,
            false,
            false,
            new NoCodec());
    return RunJournal.open(config, "", null, 0);
  }

  private @Nullable RecordKind kindAfter(int calls) {
    Path path = folder.resolve("job.hwj");
    try (RunJournal<String, String> journal = open(path)) {
      CurrentTask<String> current =
          new CurrentTask<>(
              new InputBatch<>(
                  0, null, new String[] {"a"}, null, new @Nullable JournalKey[] {KEY}, 0, 1));
      current.set(0);
      for (int i = 0; i < calls; i++) {
        current.note(journal, 0);
      }
    }
    try (JournalFile file = JournalFile.open(JournalSettings.of(path, 0))) {
      return file.kind(KEY);
    }
  }

  @Test
  void shouldNoteATaskThatWasRunningASecondAgo() {
    assertThat(kindAfter(2)).isEqualTo(RecordKind.STARTED);
  }

  @Test
  void shouldNotNoteATaskThatHasJustBegun() {
    assertThat(kindAfter(1)).isNull();
  }

  /** The workers have the run by then. */
  @Test
  void shouldDoWithoutNotesOnAMachineThatHasNoMoreThreads() {
    try (RunJournal<String, String> journal = open(folder.resolve("job.hwj"))) {
      LongTaskNotes notes =
          new LongTaskNotes(
              new InFlightBatches<>(),
              journal,
              () -> false,
              (nanos, action) -> {
                throw new OutOfMemoryError("unable to create native thread");
              });

      assertThatCode(() -> notes.start(0)).doesNotThrowAnyException();
    }
  }
}
