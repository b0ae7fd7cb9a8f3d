package dev.headway.cli;

import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The backends that can be chosen on the command line. */
enum BackendName {
  PROCESSES {
    @Override
    Backend of(int workers) {
      return Processes.of(workers);
    }

    @Override
    String describe(int workers) {
      return workers == 1 ? "1 process" : workers + " processes";
    }
  },
  THREADS {
    @Override
    Backend of(int workers) {
      return Threads.of(workers);
    }

    @Override
    String describe(int workers) {
      return workers == 1 ? "1 thread" : workers + " threads";
    }
  },
  VIRTUAL {
    @Override
    Backend of(int workers) {
      return Threads.virtual(workers);
    }

    @Override
    String describe(int workers) {
      return workers == 1 ? "1 virtual thread" : workers + " virtual threads";
    }
  },
  SERIAL {
    @Override
    Backend of(int workers) {
      return Serial.here();
    }

    @Override
    String describe(int workers) {
      return "The caller's thread";
    }
  };

  /**
   * Makes the backend.
   *
   * @throws UnsupportedOperationException if this JVM does not have it; the message says why
   */
  abstract Backend of(int workers);

  /** The workers, as the beginning of a headline. */
  abstract String describe(int workers);

  /** Reads a name in small or capital letters. */
  static final class Reader implements ITypeConverter<BackendName> {
    @Override
    public BackendName convert(String text) {
      for (BackendName name : values()) {
        if (name.name().equalsIgnoreCase(text)) {
          return name;
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is none of processes, threads, virtual, serial");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
