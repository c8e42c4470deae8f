package io.spiketide.sensor;

/** The kinds of numbers in MATLAB files, by the number that stands for them. */
final class MatNumbers {
  private MatNumbers() {}

  /** How many bytes a number takes; 0 if there is no such kind. */
  static int bytesOf(int type) {
    return switch (type) {
      case 1, 2 -> 1;
      case 3, 4 -> 2;
      case 5, 6, 7 -> 4;
      case 9, 12, 13 -> 8;
      default -> 0;
    };
  }

  static double at(int type, byte[] bytes, int i) {
    return switch (type) {
      case 1 -> bytes[i];
      case 2 -> bytes[i] & 0xFF;
      case 3 -> (short) Bytes.u16(bytes, i);
      case 4 -> Bytes.u16(bytes, i);
      case 5 -> Bytes.i32(bytes, i);
      case 6 -> Bytes.u32(bytes, i);
      case 7 -> Float.intBitsToFloat(Bytes.i32(bytes, i));
      case 9 -> Double.longBitsToDouble(Bytes.i64(bytes, i));
      default -> Bytes.i64(bytes, i);
    };
  }
}
