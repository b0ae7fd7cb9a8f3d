package dev.headway.internal.loop;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The instructions of a method, as its class file has them. */
final class MethodCode {
  private static final int MAGIC = 0xCAFEBABE;

  private final byte[] code;

  /** The line of the source for each place that begins one; 0 elsewhere. */
  private final int[] lines;

  private MethodCode(byte[] code) {
    this.code = code;
    this.lines = new int[code.length];
  }

  int length() {
    return code.length;
  }

  /** The byte at a place. */
  int at(int place) {
    return code[place] & 0xFF;
  }

  /** Whether an instruction of this kind calls a method. */
  static boolean isCall(int kind) {
    return kind >= 0xB6 && kind <= 0xBA;
  }

  /** Whether a call of this line is at a place: else other code runs than the class file has. */
  boolean isCall(int place, int line) {
    int instruction = 0;
    while (instruction < place) {
      instruction = next(instruction);
    }
    return instruction == place
        && place < code.length
        && isCall(at(place))
        && (line < 0 || line(place) == line);
  }

  /** Whether the instruction at a place is a jump of the usual kind. */
  boolean isJump(int place) {
    int kind = at(place);
    return kind >= 153 && kind <= 167 || kind == 198 || kind == 199;
  }

  /** The place of the next instruction. */
  int next(int place) {
    int kind = at(place);
    return switch (kind) {
      case 16, 18, 21, 22, 23, 24, 25, 54, 55, 56, 57, 58, 169, 188 -> place + 2;
      case 17, 19, 20, 132, 187, 189, 192, 193, 198, 199 -> place + 3;
      case 197 -> place + 4;
      case 185, 186, 200, 201 -> place + 5;
      case 170 -> table(place) + 12 + 4 * (word(table(place) + 8) - word(table(place) + 4) + 1);
      case 171 -> table(place) + 8 + 8 * word(table(place) + 4);
      case 196 -> place + (at(place + 1) == 132 ? 6 : 4);
      default -> place + (kind >= 153 && kind <= 168 || kind >= 178 && kind <= 184 ? 3 : 1);
    };
  }

  /** Where the numbers of a switch begin. */
  private static int table(int place) {
    return place + 4 - place % 4;
  }

  private int word(int place) {
    return at(place) << 24 | at(place + 1) << 16 | at(place + 2) << 8 | at(place + 3);
  }

  /** How far the jump at a place goes, which may be backwards. */
  int offset(int place) {
    return (short) (at(place + 1) << 8 | at(place + 2));
  }

  /** The line of the source; -1 if it is not known. */
  int line(int place) {
    for (int i = place; i >= 0; i--) {
      if (lines[i] > 0) {
        return lines[i];
      }
    }
    return -1;
  }

  /** Reads a class up to the code of a method; null if there is none. */
  static @Nullable MethodCode read(DataInputStream in, String name, String descriptor)
      throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("It is no class file.");
    }
    in.skipNBytes(4);
    String[] texts = texts(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    members(in, texts, "", "");
    return members(in, texts, name, descriptor);
  }

  /** The texts of the constant pool, each in its place. */
  private static String[] texts(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    Arrays.fill(texts, "");
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // It takes two places.
        }
        default -> throw new IOException("It has a constant of the unknown kind " + tag + ".");
      }
    }
    return texts;
  }

  /** Goes over fields or methods, and stops at the code of the one that is wanted. */
  private static @Nullable MethodCode members(
      DataInputStream in, String[] texts, String name, String descriptor) throws IOException {
    for (int members = in.readUnsignedShort(); members > 0; members--) {
      in.skipNBytes(2);
      boolean named = texts[in.readUnsignedShort()].equals(name);
      boolean described = texts[in.readUnsignedShort()].equals(descriptor);
      boolean wanted = named && described;
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = texts[in.readUnsignedShort()];
        int size = in.readInt();
        if (wanted && attribute.equals("Code")) {
          return code(in, texts);
        }
        in.skipNBytes(size);
      }
    }
    return null;
  }

  private static MethodCode code(DataInputStream in, String[] texts) throws IOException {
    in.skipNBytes(4);
    MethodCode code = new MethodCode(in.readNBytes(in.readInt()));
    in.skipNBytes(8L * in.readUnsignedShort());
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      String attribute = texts[in.readUnsignedShort()];
      int size = in.readInt();
      if (attribute.equals("LineNumberTable")) {
        for (int entries = in.readUnsignedShort(); entries > 0; entries--) {
          code.lines[in.readUnsignedShort()] = in.readUnsignedShort();
        }
      } else {
        in.skipNBytes(size);
      }
    }
    return code;
  }
}
