package dev.headway.bench.contestant;

/** The floor of any program in Java: it ends at once. */
final class Nothing {
  private Nothing() {}

  public static void main(String[] args) {}
}
