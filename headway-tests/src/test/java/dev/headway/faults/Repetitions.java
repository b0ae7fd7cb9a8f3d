package dev.headway.faults;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test as often as {@code faults.repeat} says. */
final class Repetitions implements TestTemplateInvocationContextProvider {

  private record Repetition(String row, int number) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return row + " #" + number;
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    String row = context.getDisplayName();
    return IntStream.rangeClosed(1, Integer.getInteger("faults.repeat", 1))
        .mapToObj(number -> new Repetition(row, number));
  }
}
