package io.spiketide.bench;

import io.spiketide.sensor.RecordingHeader;
import io.spiketide.sensor.RecordingWriter;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.WritableFormat;
import io.spiketide.sensor.WritableFormats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The same events of a camera in files of several formats: bursts along rows, as moving edges make
 * them, ten million a second.
 */
final class RecordingFiles {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SIDE = 34;
  private static final int MOST_BURST = 16;
  private static final int MOST_BYTES = 10;
  private static final int EVT2_HIGH = 8 << 28;

  private final int events;
  private final long[] micros;
  private final int[] x;
  private final int[] y;
  private final int[] on;

  RecordingFiles(int events) {
    this.events = events;
    micros = new long[events];
    x = new int[events];
    y = new int[events];
    on = new int[events];
    SplittableRandom random = new SplittableRandom(1);
    int next = 0;
    for (long time = 0; next < events; time++) {
      int row = random.nextInt(HEIGHT);
      int polarity = random.nextInt(2);
      int column = random.nextInt(WIDTH - 2 * MOST_BURST);
      int burst = Math.min(events - next, 4 + random.nextInt(MOST_BURST - 4));
      for (int i = 0; i < burst; i++) {
        micros[next] = time;
        x[next] = column;
        y[next] = row;
        on[next++] = polarity;
        column += 1 + random.nextInt(2);
      }
    }
  }

  private ByteBuffer buffer(String header) {
    return ByteBuffer.allocate(header.length() + 16 + MOST_BYTES * events)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(header.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(ByteBuffer bytes, Path file) throws IOException {
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
  }

  void evt2(Path file) throws IOException {
    ByteBuffer out = buffer("% evt 2.0\n% geometry 640x480\n% end\n");
    long high = -1;
    for (int i = 0; i < events; i++) {
      if (micros[i] >>> 6 != high) {
        high = micros[i] >>> 6;
        out.putInt(EVT2_HIGH | (int) high);
      }
      out.putInt(on[i] << 28 | (int) (micros[i] & 63) << 22 | x[i] << 11 | y[i]);
    }
    write(out, file);
  }

  /** Each burst as a base and masks, as the cameras do it. */
  void evt3(Path file) throws IOException {
    ByteBuffer out = buffer("% evt 3.0\n% geometry 640x480\n% end\n");
    long high = -1;
    int i = 0;
    while (i < events) {
      if (micros[i] >>> 12 != high) {
        high = micros[i] >>> 12;
        out.putShort((short) (0x8000 | high & 0xFFF));
      }
      out.putShort((short) (0x6000 | micros[i] & 0xFFF));
      out.putShort((short) y[i]).putShort((short) (0x3000 | on[i] << 11 | x[i]));
      int base = x[i];
      int start = i;
      while (i < events && micros[i] == micros[start]) {
        int mask = 0;
        while (i < events && micros[i] == micros[start] && x[i] < base + 12) {
          mask |= 1 << x[i++] - base;
        }
        out.putShort((short) (0x4000 | mask));
        base += 12;
      }
    }
    write(out, file);
  }

  void dat(Path file) throws IOException {
    ByteBuffer out = buffer("% Data file\n% Version 2\n% Height 480\n% Width 640\n");
    out.put((byte) 0).put((byte) 8);
    for (int i = 0; i < events; i++) {
      out.putInt((int) micros[i]).putInt(on[i] << 28 | y[i] << 14 | x[i]);
    }
    write(out, file);
  }

  void nmnist(Path file) throws IOException {
    ByteBuffer out = buffer("");
    for (int i = 0; i < events; i++) {
      int low = on[i] << 23 | (int) (micros[i] & 0x7F_FFFF);
      out.put((byte) (1 + x[i] % (SIDE - 1))).put((byte) (y[i] % SIDE));
      out.put((byte) (low >>> 16)).put((byte) (low >>> 8)).put((byte) low);
    }
    write(out, file);
  }

  /** Through a writer of ours. */
  void written(String format, Path file) throws SensorException {
    WritableFormat output = WritableFormats.named(format).orElseThrow();
    RecordingHeader header =
        new RecordingHeader("bench", List.of(2, HEIGHT, WIDTH), OptionalLong.of(0), false);
    try (RecordingWriter writer = output.create(file, header)) {
      for (int i = 0; i < events; i++) {
        writer.event(micros[i], (on[i] * HEIGHT + y[i]) * WIDTH + x[i], 1);
      }
    }
  }
}
