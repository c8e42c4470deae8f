package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Images in IDX, such as MNIST's: two bytes 0, a byte for the kind of number and one for the number
 * of dimensions, the dimensions of 32 bits and the numbers, all big-endian. Each image is an
 * episode (of 100 ms if the user says nothing) named by its index; every pixel, also a black one,
 * is an event at its start with the pixel's value. Labels come from the file of labels beside it,
 * if there is one.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.
 */
public final class IdxFormat implements SensorFormat {
  private static final long EPISODE_MICROS = 100_000;
  private static final int MOST_IMAGE_BYTES = 1 << 26;

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String summary() {
    return "images in IDX (MNIST), one episode each; also compressed with gzip";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    byte[] bytes = head.bytes();
    if (bytes.length < 4 || bytes[0] != 0 || bytes[1] != 0) {
      return false;
    }
    int dimensions = bytes[3];
    return IdxNumbers.bytesOf(bytes[2]) > 0
        && dimensions >= 1
        && dimensions <= 4
        && bytes.length >= 4 + 4 * dimensions;
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(file, source -> open(file, source, options));
  }

  private static EventRecording open(Path file, ByteSource source, ReadOptions options)
      throws SensorException {
    int number = source.ensure(4) < 4 ? 0 : source.array()[source.position() + 3];
    int header = 4 + 4 * number;
    if (number < 1 || source.ensure(header) < header) {
      throw source.fault("the file ends within its header", "was it cut?");
    }
    int kind = source.array()[source.position() + 2];
    List<Integer> shape = new ArrayList<>();
    long pixels = 1;
    for (int i = 0; i < number; i++) {
      int length = Bytes.bigI32(source.array(), source.position() + 4 + 4 * i);
      pixels = i == 0 ? pixels : pixels * Math.max(0, length);
      if (length < 1 || pixels * IdxNumbers.bytesOf(kind) > MOST_IMAGE_BYTES) {
        throw source.fault(
            "dimension " + i + " is " + length + ", the images are too large or none",
            "is the file damaged?");
      }
      shape.add(length);
    }
    if (number == 1) {
      throw SensorException.ofFile(
          file, "these are labels, not images", "give them as --labels of their images");
    }
    source.advance(header);
    long images = shape.remove(0);
    ReadOptions known =
        options.labels().byName().isEmpty() ? options.withLabels(IdxLabels.beside(file)) : options;
    return new IdxRecording(file, source, known, kind, List.copyOf(shape), images);
  }

  private static final class IdxRecording extends FrameRecording {
    private final int kind;
    private final List<Integer> shape;
    private final int pixels;
    private final EpisodeTrack track;
    private long image;

    IdxRecording(
        Path file,
        ByteSource source,
        ReadOptions options,
        int kind,
        List<Integer> shape,
        long images) {
      super(file, source, options, sizeOf(shape) * IdxNumbers.bytesOf(kind), images);
      this.kind = kind;
      this.shape = shape;
      pixels = sizeOf(shape);
      track = new EpisodeTrack(options);
    }

    private static int sizeOf(List<Integer> shape) {
      return shape.stream().reduce(1, (a, b) -> a * b);
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("idx", shape, OptionalLong.of(0), true);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) {
      int step = IdxNumbers.bytesOf(kind);
      int i = from;
      while (i < to) {
        track.start(Long.toString(image++), "", sink);
        long micros = track.micros(0);
        for (int pixel = 0; pixel < pixels; pixel++) {
          sink.event(micros, pixel, IdxNumbers.at(kind, bytes, i));
          i += step;
        }
        track.end(EPISODE_MICROS, sink);
      }
    }
  }
}
