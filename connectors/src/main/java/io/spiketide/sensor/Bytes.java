package io.spiketide.sensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, at any place. */
final class Bytes {
  private static final VarHandle LE16 = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LE32 = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LE64 = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BE16 = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BE32 = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BE64 = view(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  private static VarHandle view(Class<?> type, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(type, order);
  }

  static int u16(byte[] bytes, int at) {
    return (short) LE16.get(bytes, at) & 0xFFFF;
  }

  static int i32(byte[] bytes, int at) {
    return (int) LE32.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return (int) LE32.get(bytes, at) & 0xFFFF_FFFFL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LE64.get(bytes, at);
  }

  static int bigU16(byte[] bytes, int at) {
    return (short) BE16.get(bytes, at) & 0xFFFF;
  }

  static int bigI32(byte[] bytes, int at) {
    return (int) BE32.get(bytes, at);
  }

  static long bigU32(byte[] bytes, int at) {
    return (int) BE32.get(bytes, at) & 0xFFFF_FFFFL;
  }

  static long bigI64(byte[] bytes, int at) {
    return (long) BE64.get(bytes, at);
  }
}
