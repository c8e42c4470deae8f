package io.spiketide.sensor;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** How the packets of an AEDAT 4 file that is written are compressed. */
public enum Aedat4Compression {
  NONE(0) {
    @Override
    byte[] compress(byte[] plain) {
      return plain;
    }
  },

  LZ4(1) {
    @Override
    byte[] compress(byte[] plain) throws IOException {
      ByteArrayOutputStream small = new ByteArrayOutputStream(plain.length);
      try (OutputStream lz4 =
          new LZ4FrameOutputStream(
              small,
              LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB,
              LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE)) {
        lz4.write(plain);
      }
      return small.toByteArray();
    }
  },

  ZSTD(3) {
    @Override
    byte[] compress(byte[] plain) {
      return Zstd.compress(plain);
    }
  };

  /** What stands for it in the header. */
  final int number;

  Aedat4Compression(int number) {
    this.number = number;
  }

  abstract byte[] compress(byte[] plain) throws IOException;

  ByteBuffer compress(ByteBuffer plain) throws IOException {
    int start = plain.arrayOffset() + plain.position();
    return ByteBuffer.wrap(
        compress(Arrays.copyOfRange(plain.array(), start, start + plain.remaining())));
  }
}
