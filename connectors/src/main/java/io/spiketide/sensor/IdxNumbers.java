package io.spiketide.sensor;

/** The kinds of numbers in IDX files, by the byte that stands for them. */
final class IdxNumbers {
  private static final int UNSIGNED_BYTE = 8;
  private static final int SIGNED_BYTE = 9;
  private static final int SHORT = 0xB;
  private static final int INT = 0xC;
  private static final int FLOAT = 0xD;
  private static final int DOUBLE = 0xE;

  private IdxNumbers() {}

  /** How many bytes a number takes; 0 if there is no such kind. */
  static int bytesOf(int kind) {
    return switch (kind) {
      case UNSIGNED_BYTE, SIGNED_BYTE -> 1;
      case SHORT -> 2;
      case INT, FLOAT -> 4;
      case DOUBLE -> 8;
      default -> 0;
    };
  }

  static float at(int kind, byte[] bytes, int i) {
    return switch (kind) {
      case UNSIGNED_BYTE -> bytes[i] & 0xFF;
      case SIGNED_BYTE -> bytes[i];
      case SHORT -> (short) Bytes.bigU16(bytes, i);
      case INT -> Bytes.bigI32(bytes, i);
      case FLOAT -> Float.intBitsToFloat(Bytes.bigI32(bytes, i));
      default -> (float) Double.longBitsToDouble(Bytes.bigI64(bytes, i));
    };
  }
}
