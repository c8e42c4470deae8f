package io.spiketide.sensor;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Sound in WAV: RIFF chunks, little-endian; {@code fmt} tells kind, channels, rate and bits, {@code
 * data} holds the samples. One event per sample and channel, address shape {@code [channels]}, its
 * value from -1 to 1: whole numbers of 8, 16, 24 and 32 bits are divided by half their range, which
 * loses nothing up to 24 bits; floats are taken as they are.
 *
 * <p>Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0, 1991.
 */
public final class WavFormat implements SensorFormat {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int FMT = 0x2074_6D66;
  private static final int DATA = 0x6174_6164;
  private static final int LEAST_FMT = 16;
  private static final int EXTENSIBLE_FMT = 26;
  private static final int MOST_FMT = 4096;

  /** The length of data whose writer did not know it. */
  private static final long UNTOLD = 0xFFFF_FFFFL;

  @Override
  public String name() {
    return "wav";
  }

  @Override
  public String summary() {
    return "sound in WAV (PCM of 8 to 32 bits, float): one event per sample and channel";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    byte[] bytes = head.bytes();
    return head.startsWith("RIFF")
        && bytes.length >= 12
        && new String(bytes, 8, 4, StandardCharsets.US_ASCII).equals("WAVE");
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(file, source -> open(file, source, options));
  }

  private static EventRecording open(Path file, ByteSource source, ReadOptions options)
      throws SensorException {
    source.advance(Math.min(12, source.ensure(12)));
    Samples samples = null;
    while (source.ensure(8) >= 8) {
      int id = Bytes.i32(source.array(), source.position());
      long length = Bytes.u32(source.array(), source.position() + 4);
      source.advance(8);
      if (id == FMT) {
        samples = Samples.take(source, length);
      } else if (id == DATA && samples != null) {
        int frame = samples.bytes * samples.channels;
        long frames = length == UNTOLD || length == 0 ? FrameRecording.TO_THE_END : length / frame;
        return new WavRecording(file, source, options, samples, frames);
      } else if (id == DATA) {
        throw source.fault("samples come before what they are", "is the file damaged?");
      }
      if (id != FMT) {
        source.skip(length + (length & 1));
      }
    }
    throw source.fault("the file ends without samples", "was it cut?");
  }

  /**
   * How samples are stored.
   *
   * @param isFloat whether as numbers with a point
   * @param bytes per sample
   */
  private record Samples(boolean isFloat, int channels, int bytes, SampleClock clock) {

    static Samples take(ByteSource source, long length) throws SensorException {
      if (length < LEAST_FMT || length > MOST_FMT || source.ensure((int) length) < length) {
        throw source.fault("a description of " + length + " bytes", "is the file damaged?");
      }
      byte[] bytes = source.array();
      int at = source.position();
      int kind = Bytes.u16(bytes, at);
      int channels = Bytes.u16(bytes, at + 2);
      long rate = Bytes.u32(bytes, at + 4);
      int bits = Bytes.u16(bytes, at + 14);
      if (kind == EXTENSIBLE && length >= EXTENSIBLE_FMT) {
        kind = Bytes.u16(bytes, at + 24);
      }
      boolean known =
          kind == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)
              || kind == FLOAT && bits == 32;
      if (!known || channels == 0 || rate == 0) {
        throw source.fault(
            "samples of kind "
                + kind
                + ", "
                + bits
                + " bits, "
                + channels
                + " channels, "
                + rate
                + " a second",
            "use PCM of 8, 16, 24 or 32 bits or floats of 32");
      }
      source.advance((int) (length + (length & 1)));
      return new Samples(
          kind == FLOAT, channels, bits / 8, new SampleClock(BigDecimal.valueOf(rate)));
    }

    float at(byte[] memory, int i) {
      return switch (bytes) {
        case 1 -> ((memory[i] & 0xFF) - 128) / 128f;
        case 2 -> (short) Bytes.u16(memory, i) / 32_768f;
        case 3 -> (Bytes.u16(memory, i) | memory[i + 2] << 16) / 8_388_608f;
        default ->
            isFloat
                ? Float.intBitsToFloat(Bytes.i32(memory, i))
                : Bytes.i32(memory, i) / 2_147_483_648f;
      };
    }
  }

  private static final class WavRecording extends FrameRecording {
    private final Samples samples;
    private long sample;

    WavRecording(Path file, ByteSource source, ReadOptions options, Samples samples, long frames) {
      super(file, source, options, samples.bytes * samples.channels, frames);
      this.samples = samples;
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("wav", List.of(samples.channels), OptionalLong.of(0), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) {
      int i = from;
      while (i < to) {
        long micros = samples.clock.micros(sample++);
        for (int channel = 0; channel < samples.channels; channel++) {
          sink.event(micros, channel, samples.at(bytes, i));
          i += samples.bytes;
        }
      }
    }
  }
}
