package dev.headway.cli.run;

/**
 * One input of the command runner.
 *
 * @param value as a byte text
 */
record JobInput(String value) {

  /** Returns the value as it is shown. */
  @Override
  public String toString() {
    return ByteText.shown(value);
  }
}
