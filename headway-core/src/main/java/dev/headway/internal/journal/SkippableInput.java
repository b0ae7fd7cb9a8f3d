package dev.headway.internal.journal;

/** An input that holds something, such as a file, until its task has ended. */
public interface SkippableInput {

  /** Hears that no task runs for it, since a mark in the journal says that it is done. */
  void skipped();
}
