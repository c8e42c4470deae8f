package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The open annotations of a {@link WfdbFormat} record: words of 16 bits, little-endian, type in
 * bits 15-10 and the samples since the annotation before in bits 9-0; type 59 stands before a step
 * of 32 bits, 60 to 63 add to the annotation before, a word of 0 ends. One event per annotation,
 * address shape {@code [50]}, its type: 1 a normal beat, 5 a ventricular one, 28 a change of
 * rhythm.
 */
final class WfdbAnnotations extends Recording {
  private static final int BATCH = 4096;
  private static final int TYPES = 50;
  private static final int SKIP = 59;
  private static final int NUMBER = 60;
  private static final int AUXILIARY = 63;

  private final SampleClock clock;
  private long sample;
  private long lastMicros = Long.MIN_VALUE;
  private boolean ended;

  WfdbAnnotations(Path file, ByteSource source, ReadOptions options, SampleClock clock) {
    super(file, source, options);
    this.clock = clock;
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("wfdb", List.of(TYPES), OptionalLong.of(0), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    for (int i = 0; i < BATCH && !ended; i++) {
      word(sink);
    }
    return true;
  }

  private void word(EventSink sink) throws SensorException {
    int available = source.ensure(2);
    if (available < 2) {
      ended = true;
      cut(available, 2, "an annotation's");
      return;
    }
    int word = Bytes.u16(source.array(), source.position());
    int type = word >>> 10;
    int low = word & 0x3FF;
    if (word == 0) {
      ended = true;
    } else if (type == SKIP) {
      skip();
    } else if (type == AUXILIARY) {
      int length = low + (low & 1);
      source.advance(2);
      int passed = (int) source.skip(length);
      if (passed < length) {
        ended = true;
        cut(passed, length, "a remark's");
      }
      return;
    } else if (type < NUMBER) {
      annotation(type, low, sink);
    }
    source.advance(2);
  }

  /** A step of 32 bits, its upper half first; the annotation follows. */
  private void skip() throws SensorException {
    int available = source.ensure(6);
    if (available < 6) {
      ended = true;
      cut(available, 6, "a step's");
      return;
    }
    int at = source.position();
    sample += Bytes.u16(source.array(), at + 2) << 16 | Bytes.u16(source.array(), at + 4);
    source.advance(4);
  }

  private void annotation(int type, int step, EventSink sink) throws SensorException {
    sample += step;
    if (type >= TYPES) {
      beside("annotations of unknown type " + type, 1);
      return;
    }
    if (sample < 0) {
      throw source.fault("an annotation before the first sample", "is the file damaged?");
    }
    long micros = clock.micros(sample);
    if (micros < lastMicros) {
      runsBack(source.position(), lastMicros, micros);
    }
    lastMicros = micros;
    sink.event(micros, type, 1);
  }
}
