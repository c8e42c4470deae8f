package io.spiketide.npy;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The element types that are read: what NumPy writes on little-endian machines. */
enum NpyType {
  BOOL("|b1", 1) {
    @Override
    double read(ByteBuffer b) {
      return b.get() == 0 ? 0 : 1;
    }
  },
  INT8("|i1", 1) {
    @Override
    double read(ByteBuffer b) {
      return b.get();
    }
  },
  UINT8("|u1", 1) {
    @Override
    double read(ByteBuffer b) {
      return b.get() & 0xFF;
    }
  },
  INT16("<i2", 2) {
    @Override
    double read(ByteBuffer b) {
      return b.getShort();
    }
  },
  UINT16("<u2", 2) {
    @Override
    double read(ByteBuffer b) {
      return b.getShort() & 0xFFFF;
    }
  },
  INT32("<i4", 4) {
    @Override
    double read(ByteBuffer b) {
      return b.getInt();
    }
  },
  UINT32("<u4", 4) {
    @Override
    double read(ByteBuffer b) {
      return Integer.toUnsignedLong(b.getInt());
    }
  },
  INT64("<i8", 8) {
    @Override
    double read(ByteBuffer b) throws NpyException {
      long value = b.getLong();
      if (Math.abs(value) > MAX_EXACT) {
        throw new NpyException(
            "holds the integer " + value + ", which a double does not", "save it as float64");
      }
      return value;
    }
  },
  FLOAT32("<f4", 4) {
    @Override
    double read(ByteBuffer b) {
      return b.getFloat();
    }
  },
  FLOAT64("<f8", 8) {
    @Override
    double read(ByteBuffer b) {
      return b.getDouble();
    }
  };

  /** Integers up to here are exact in a double. */
  private static final long MAX_EXACT = 1L << 53;

  private final String descriptor;
  private final int bytes;

  NpyType(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** Reads one element. */
  abstract double read(ByteBuffer b) throws NpyException;

  int bytes() {
    return bytes;
  }

  /** The type of a descriptor such as {@code <f4}. */
  static NpyType of(String descriptor) throws NpyException {
    for (NpyType type : values()) {
      if (type.descriptor.equals(descriptor)) {
        return type;
      }
    }
    throw new NpyException(
        "holds elements of type '" + descriptor + "'",
        "save one of " + Arrays.stream(values()).map(t -> t.descriptor).toList());
  }
}
