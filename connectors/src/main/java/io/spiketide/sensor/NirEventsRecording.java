package io.spiketide.sensor;

import io.spiketide.hdf5.Hdf5Exception;
import io.spiketide.hdf5.Hdf5File;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Open event lists of {@link NirDataFormat}: indices and seconds of shape [samples, events]. */
final class NirEventsRecording extends Hdf5Recording {
  private final String path;
  private final boolean valued;
  private final int neurons;
  private final long lengthMicros;
  private final long samples;
  private final int events;
  private final EpisodeTrack track;
  private long next;

  NirEventsRecording(Path file, Hdf5File hdf, ReadOptions options, String path, boolean valued)
      throws Hdf5Exception, SensorException {
    super(file, hdf, options);
    this.path = path;
    this.valued = valued;
    double count = hdf.number(path, "n_neurons").orElse(-1);
    double length = hdf.number(path, "t_max").orElse(-1);
    long[] shape = hdf.dimensions(path + "/idx");
    long[] times = hdf.dimensions(path + "/time");
    if (!(count >= 1 && count < Integer.MAX_VALUE) || !(length >= 0 && Seconds.isTime(length))) {
      throw fault(path, count + " neurons and a length of " + length + " s");
    }
    if (shape.length != 2 || times.length != 2 || shape[0] != times[0] || shape[1] != times[1]) {
      throw fault(path, "indices and times do not have the same two dimensions");
    }
    neurons = (int) count;
    lengthMicros = Seconds.toMicros(length);
    samples = shape[0];
    events = (int) Math.min(Integer.MAX_VALUE, shape[1]);
    track = new EpisodeTrack(options);
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("nirdata", List.of(neurons), OptionalLong.of(0), true);
  }

  @Override
  boolean readSome(EventSink sink) throws Hdf5Exception, SensorException {
    if (next == samples) {
      return false;
    }
    double[] indices = row("/idx");
    double[] times = row("/time");
    double[] values = valued ? row("/value") : new double[0];
    track.start(Long.toString(next), "", sink);
    double before = 0;
    for (int i = 0; i < events; i++) {
      if (indices[i] == -1) {
        continue; // filled up to the longest sample
      }
      String where = path + ", sample " + next + ", event " + i;
      checkTime(where, before, times[i]);
      before = times[i];
      if (!(indices[i] >= 0 && indices[i] < neurons)) {
        outside(where, indices[i], neurons);
      } else {
        float value = valued ? (float) values[i] : 1;
        sink.event(track.micros(Seconds.toMicros(times[i])), (int) indices[i], value);
      }
    }
    track.end(lengthMicros, sink);
    next++;
    return true;
  }

  private double[] row(String name) throws Hdf5Exception {
    return hdf.numbers(path + name, new long[] {next, 0}, 1, events);
  }
}
