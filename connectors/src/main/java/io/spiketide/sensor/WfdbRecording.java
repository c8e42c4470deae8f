package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The open samples of a {@link WfdbFormat} record. */
final class WfdbRecording extends Recording {
  private static final int PACKED = 212;
  private static final int PLAIN = 16;
  private static final int BATCH = 8192;

  private final WfdbHeader header;
  private final boolean packed;
  private final int signals;
  private final int missing;
  private final int[] sums;

  /** Samples of all signals together, and how many there are; the largest number if not told. */
  private long next;

  private final long total;
  private boolean ended;

  WfdbRecording(Path file, ByteSource source, ReadOptions options, WfdbHeader header, int format) {
    super(file, source, options);
    this.header = header;
    packed = format == PACKED;
    missing = packed ? -(1 << 11) : -(1 << 15);
    signals = header.signals().size();
    sums = new int[signals];
    total = header.samples() == 0 ? Long.MAX_VALUE : header.samples() * signals;
  }

  static boolean isKnown(int format) {
    return format == PACKED || format == PLAIN;
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("wfdb", List.of(signals), OptionalLong.of(0), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    int needed = packed ? (next & 1) == 0 ? 2 : 3 : 2;
    int count = 0;
    while (count < BATCH && next < total && source.ensure(needed) >= needed) {
      sample(packed ? unpack() : (short) Bytes.u16(source.array(), source.position()), sink);
      if (!packed) {
        source.advance(2);
      }
      needed = packed ? (next & 1) == 0 ? 2 : 3 : 2;
      count++;
    }
    if (count < BATCH) {
      ended = true;
      finish(needed);
    }
    return true;
  }

  /** The first of a pair has its low bits in the first byte, the second in the third. */
  private int unpack() {
    byte[] bytes = source.array();
    int at = source.position();
    boolean isFirst = (next & 1) == 0;
    int value =
        isFirst
            ? (bytes[at + 1] & 0xF) << 8 | bytes[at] & 0xFF
            : (bytes[at + 1] & 0xF0) << 4 | bytes[at + 2] & 0xFF;
    source.advance(isFirst ? 0 : 3);
    return value << 20 >> 20;
  }

  private void sample(int value, EventSink sink) {
    int signal = (int) (next % signals);
    sums[signal] += value;
    if (value == missing) {
      beside("samples marked as missing", 1);
    } else {
      sink.event(header.clock().micros(next / signals), signal, value);
    }
    next++;
  }

  private void finish(int needed) throws SensorException {
    if (total < Long.MAX_VALUE && next < total) {
      cut(source.available(), needed, "a sample's");
      return;
    }
    if (next % signals != 0) {
      cut((int) (next % signals), signals, "a row's samples, of");
    }
    for (int i = 0; i < signals; i++) {
      OptionalInt told = header.signals().get(i).checksum();
      if (told.isPresent() && (short) told.getAsInt() != (short) sums[i]) {
        String fault = "signal " + i + " sums to " + (short) sums[i] + ", not " + told.getAsInt();
        if (!options.keepGoing()) {
          throw SensorException.ofFile(file, fault, "is it damaged? " + KEEP_GOING);
        }
        skip("checksums that do not fit", 1);
      }
    }
  }
}
