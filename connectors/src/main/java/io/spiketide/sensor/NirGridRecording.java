package io.spiketide.sensor;

import io.spiketide.hdf5.Hdf5Exception;
import io.spiketide.hdf5.Hdf5File;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Open data on a grid of {@link NirDataFormat}, of shape [samples, steps, neurons]. */
final class NirGridRecording extends Hdf5Recording {
  private static final int BATCH = 1 << 14;

  private final String path;
  private final double stepSeconds;
  private final long[] shape;
  private final boolean marks;
  private final EpisodeTrack track;
  private long sample;
  private long step;

  NirGridRecording(Path file, Hdf5File hdf, ReadOptions options, String path)
      throws Hdf5Exception, SensorException {
    super(file, hdf, options);
    this.path = path;
    stepSeconds = hdf.number(path, "dt").orElse(-1);
    shape = hdf.dimensions(path + "/data");
    if (shape.length != 3 || shape[2] < 1 || shape[2] > Integer.MAX_VALUE) {
      throw fault(path, "data are not of three dimensions: sample, step and neuron");
    }
    if (!(stepSeconds > 0 && Seconds.isTime(stepSeconds * shape[1]))) {
      throw fault(path, shape[1] + " steps of " + stepSeconds + " s");
    }
    marks = hdf.isBoolean(path + "/data");
    track = new EpisodeTrack(options);
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("nirdata", List.of((int) shape[2]), OptionalLong.of(0), true);
  }

  @Override
  boolean readSome(EventSink sink) throws Hdf5Exception {
    if (sample == shape[0]) {
      return false;
    }
    if (step == 0) {
      track.start(Long.toString(sample), "", sink);
    }
    int neurons = (int) shape[2];
    int steps = (int) Math.min(shape[1] - step, Math.max(1, BATCH / neurons));
    double[] data = hdf.numbers(path + "/data", new long[] {sample, step, 0}, 1, steps, neurons);
    for (int i = 0; i < data.length; i++) {
      if (!marks || data[i] != 0) {
        long micros = track.micros(Seconds.toMicros((step + i / neurons) * stepSeconds));
        sink.event(micros, i % neurons, (float) data[i]);
      }
    }
    step += steps;
    if (step == shape[1]) {
      track.end(Seconds.toMicros(shape[1] * stepSeconds), sink);
      sample++;
      step = 0;
    }
    return true;
  }
}
