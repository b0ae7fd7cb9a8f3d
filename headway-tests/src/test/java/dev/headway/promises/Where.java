package dev.headway.promises;

/** Where a promise was broken. Its text is made only then: that of a row takes long. */
record Where(String run, Object... shown) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(run);
    for (Object one : shown) {
      text.append(", ").append(one);
    }
    return text.toString();
  }
}
