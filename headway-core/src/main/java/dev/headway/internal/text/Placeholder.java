package dev.headway.internal.text;

import org.jspecify.annotations.Nullable;

/** Stands for an exception of the user whose own methods would harm the code that prints it. */
final class Placeholder extends Exception {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final String name;

  Placeholder(String name, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.name = name;
  }

  @Override
  public String toString() {
    String message = getMessage();
    return message == null ? name : name + ": " + message;
  }
}
