package dev.headway.docs;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** The text of a class, for the compiler. */
final class SourceUnit extends SimpleJavaFileObject {
  private final String text;

  SourceUnit(String name, String text) {
    super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
