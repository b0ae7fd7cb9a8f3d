package dev.headway.cli.run;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/**
 * Calls functions of the C library.
 *
 * <p>All are called in the same form, with six words. On the processors that are known here the
 * first six travel in registers, and a function looks at those alone that it has. Each further form
 * would cost some ten milliseconds at the start of the program. Safe for use by several threads.
 */
@SuppressWarnings("restricted") // To call the system is what this class is for.
final class PosixCalls {
  private static final FunctionDescriptor SIX_WORDS =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(SIX_WORDS);
  private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

  private PosixCalls() {}

  /**
   * Finds a function or a variable.
   *
   * @throws NoSuchElementException if the library has none of that name
   */
  static MemorySegment find(String name) {
    return LIBRARY.find(name).orElseThrow();
  }

  /** Calls a function that returns an int. */
  static int call(MemorySegment function, long... words) {
    return (int) word(function, words);
  }

  /** Calls a function that returns a word. */
  static long word(MemorySegment function, long... words) {
    try {
      return (long)
          CALL.invokeExact(
              function,
              at(words, 0),
              at(words, 1),
              at(words, 2),
              at(words, 3),
              at(words, 4),
              at(words, 5));
    } catch (Throwable e) { // The handle declares all; a function of C throws nothing.
      throw new IllegalStateException(e);
    }
  }

  private static long at(long[] words, int place) {
    return place < words.length ? words[place] : 0;
  }

  /** Returns bytes with a null byte behind them, as C has its strings. */
  static long string(Arena arena, byte[] bytes) {
    MemorySegment string = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return string.address();
  }

  /** Returns the word at an address. */
  static long wordAt(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(Long.BYTES)
        .get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
  }

  /** Returns whether the string at an address begins with these characters. */
  static boolean startsWith(long address, String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      byte each = MemorySegment.ofAddress(address + i).reinterpret(1).get(ValueLayout.JAVA_BYTE, 0);
      if (each != prefix.charAt(i)) { // At the end of the string stands a null byte.
        return false;
      }
    }
    return true;
  }

  /** Returns the string at an address, in which only ASCII is expected. */
  static String text(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Short.MAX_VALUE).getString(0);
  }
}
