package io.spiketide.bench;

import io.spiketide.sensor.RecordingHeader;
import io.spiketide.sensor.RecordingWriter;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.WritableFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The same {@link CameraEvents} in files of several formats, a function for each. */
final class CameraFiles {
  private static final int MOST_HEADER = 256;
  private static final int MOST_BYTES = 12;
  private static final int TIME_HIGH = 8 << 28;
  private static final int SIDE = 34;
  private static final int AEDAT3_PACKET = 4096;

  private final CameraEvents events;

  CameraFiles(CameraEvents events) {
    this.events = events;
  }

  private ByteBuffer buffer(String header) {
    return ByteBuffer.allocate(MOST_HEADER + MOST_BYTES * events.number)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(header.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(ByteBuffer bytes, Path file) throws IOException {
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
  }

  void evt2(Path file) throws IOException {
    ByteBuffer out = buffer("% evt 2.0\n% geometry 640x480\n% end\n");
    long high = -1;
    for (int i = 0; i < events.number; i++) {
      if (events.micros[i] >>> 6 != high) {
        high = events.micros[i] >>> 6;
        out.putInt(TIME_HIGH | (int) high);
      }
      out.putInt(events.on[i] << 28 | low(i) | events.x[i] << 11 | events.y[i]);
    }
    write(out, file);
  }

  /** The low bits of a time in EVT 2. */
  private int low(int event) {
    return (int) (events.micros[event] & 63) << 22;
  }

  /** Each burst as masks of 32 pixels, each word with its lower half first. */
  void evt21(Path file) throws IOException {
    ByteBuffer out = buffer("% format EVT21;endianness=little;width=640;height=480\n% end\n");
    long high = -1;
    int i = 0;
    while (i < events.number) {
      if (events.micros[i] >>> 6 != high) {
        high = events.micros[i] >>> 6;
        out.putInt(0).putInt(TIME_HIGH | (int) high);
      }
      int word = events.on[i] << 28 | low(i) | (events.x[i] & ~31) << 11 | events.y[i];
      int start = i;
      int mask = 0;
      while (isSameBurst(start, i) && events.x[i] >>> 5 == events.x[start] >>> 5) {
        mask |= 1 << (events.x[i++] & 31);
      }
      out.putInt(mask).putInt(word);
    }
    write(out, file);
  }

  private boolean isSameBurst(int start, int event) {
    return event < events.number && events.micros[event] == events.micros[start];
  }

  /** Each burst as a base and masks, as the cameras do it. */
  void evt3(Path file) throws IOException {
    ByteBuffer out = buffer("% evt 3.0\n% geometry 640x480\n% end\n");
    long high = -1;
    int i = 0;
    while (i < events.number) {
      if (events.micros[i] >>> 12 != high) {
        high = events.micros[i] >>> 12;
        out.putShort((short) (0x8000 | high & 0xFFF));
      }
      out.putShort((short) (0x6000 | events.micros[i] & 0xFFF));
      out.putShort((short) events.y[i]);
      out.putShort((short) (0x3000 | events.on[i] << 11 | events.x[i]));
      int base = events.x[i];
      int start = i;
      while (isSameBurst(start, i)) {
        int mask = 0;
        while (isSameBurst(start, i) && events.x[i] < base + 12) {
          mask |= 1 << events.x[i++] - base;
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
    for (int i = 0; i < events.number; i++) {
      out.putInt((int) events.micros[i]);
      out.putInt(events.on[i] << 28 | events.y[i] << 14 | events.x[i]);
    }
    write(out, file);
  }

  void aedat2(Path file) throws IOException {
    ByteBuffer out = buffer("#!AER-DAT2.0\r\n# AEChip: DAVIS640\r\n");
    out.order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < events.number; i++) {
      out.putInt(events.y[i] << 22 | events.x[i] << 12 | events.on[i] << 11);
      out.putInt((int) events.micros[i]);
    }
    write(out, file);
  }

  void aedat3(Path file) throws IOException {
    ByteBuffer out = buffer("#!AER-DAT3.1\r\n#Source 1: DAVIS640\r\n#!END-HEADER\r\n");
    for (int i = 0; i < events.number; i++) {
      if (i % AEDAT3_PACKET == 0) {
        int size = Math.min(AEDAT3_PACKET, events.number - i);
        out.putShort((short) 1).putShort((short) 1).putInt(8).putInt(4).putInt(0);
        out.putInt(size).putInt(size).putInt(size);
      }
      out.putInt(events.x[i] << 17 | events.y[i] << 2 | events.on[i] << 1 | 1);
      out.putInt((int) events.micros[i]);
    }
    write(out, file);
  }

  void nmnist(Path file) throws IOException {
    ByteBuffer out = buffer("");
    for (int i = 0; i < events.number; i++) {
      out.put((byte) (1 + events.x[i] % (SIDE - 1))).put((byte) (events.y[i] % SIDE));
      time(i, out);
    }
    write(out, file);
  }

  /** The columns are the channels. */
  void bs1(Path file) throws IOException {
    ByteBuffer out = buffer("");
    for (int i = 0; i < events.number; i++) {
      out.put((byte) (events.x[i] >>> 8)).put((byte) events.x[i]);
      time(i, out);
    }
    write(out, file);
  }

  /** Polarity and 23 bits of time, big-endian. */
  private void time(int event, ByteBuffer out) {
    int low = events.on[event] << 23 | (int) (events.micros[event] & 0x7F_FFFF);
    out.put((byte) (low >>> 16)).put((byte) (low >>> 8)).put((byte) low);
  }

  /** Through a writer of ours. */
  void written(WritableFormat format, Path file) throws SensorException {
    List<Integer> shape = List.of(2, CameraEvents.HEIGHT, CameraEvents.WIDTH);
    RecordingHeader header = new RecordingHeader("bench", shape, OptionalLong.of(0), false);
    try (RecordingWriter writer = format.create(file, header)) {
      for (int i = 0; i < events.number; i++) {
        writer.event(events.micros[i], events.address(i), 1);
      }
    }
  }
}
