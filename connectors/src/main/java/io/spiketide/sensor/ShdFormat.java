package io.spiketide.sensor;

import io.spiketide.hdf5.Hdf5Exception;
import io.spiketide.hdf5.Hdf5File;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Spoken digits and words as the Heidelberg data sets (SHD, SSC) store them: HDF5 with lists {@code
 * spikes/times} in seconds and {@code spikes/units}, and {@code labels}. Each sample is an episode
 * named by its index. Address shape {@code [700]}, the channels of the cochlea, unless the user
 * gives another.
 *
 * <p>Source: B. Cramer, Y. Stradmann, J. Schemmel, F. Zenke, The Heidelberg spiking data sets for
 * the systematic evaluation of spiking neural networks, IEEE Transactions on Neural Networks and
 * Learning Systems, 2022.
 */
public final class ShdFormat implements SensorFormat {
  static final String TIMES = "spikes/times";
  static final String UNITS = "spikes/units";
  static final String LABELS = "labels";
  private static final int CHANNELS = 700;

  @Override
  public String name() {
    return "shd";
  }

  @Override
  public String summary() {
    return "lists of spikes in HDF5 (SHD, SSC), one episode each";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return Hdf5Recording.startsLike(head);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return Hdf5Recording.read(file, hdf -> open(file, hdf, options));
  }

  private static EventRecording open(Path file, Hdf5File hdf, ReadOptions options)
      throws Hdf5Exception, SensorException {
    if (!hdf.hasDataset(TIMES) || !hdf.hasDataset(UNITS)) {
      throw SensorException.ofFile(
          file,
          "the HDF5 file holds " + hdf.children("") + " and no " + TIMES + " and " + UNITS,
          "give one of spikes in this form (SHD), or NIRData");
    }
    List<Integer> shape = options.shape().isEmpty() ? List.of(CHANNELS) : options.shape();
    return new ShdRecording(file, hdf, options, shape);
  }

  private static final class ShdRecording extends Hdf5Recording {
    private static final int BATCH = 16;

    private final List<Integer> shape;
    private final long addresses;
    private final boolean hasLabels;
    private final EpisodeTrack track;
    private final long samples;
    private long next;

    ShdRecording(Path file, Hdf5File hdf, ReadOptions options, List<Integer> shape)
        throws Hdf5Exception, SensorException {
      super(file, hdf, options);
      this.shape = shape;
      addresses = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      track = new EpisodeTrack(options);
      samples = hdf.length(TIMES);
      hasLabels = hdf.hasDataset(LABELS);
      if (hdf.length(UNITS) != samples || hasLabels && hdf.length(LABELS) != samples) {
        throw SensorException.ofFile(
            file,
            samples
                + " lists of times, "
                + hdf.length(UNITS)
                + " of units, and another"
                + " number of labels",
            "is the file damaged?");
      }
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("shd", shape, OptionalLong.of(0), true);
    }

    @Override
    boolean readSome(EventSink sink) throws Hdf5Exception, SensorException {
      int count = (int) Math.min(BATCH, samples - next);
      if (count <= 0) {
        return false;
      }
      double[][] times = hdf.lists(TIMES, next, count);
      double[][] units = hdf.lists(UNITS, next, count);
      double[] labels =
          hasLabels ? hdf.numbers(LABELS, new long[] {next}, count) : new double[count];
      for (int i = 0; i < count; i++) {
        String label = hasLabels ? Long.toString((long) labels[i]) : "";
        sample(times[i], units[i], label, sink);
        next++;
      }
      return true;
    }

    private void sample(double[] times, double[] units, String label, EventSink sink)
        throws SensorException {
      if (times.length != units.length) {
        throw fault("sample " + next, times.length + " times and " + units.length + " units");
      }
      track.start(Long.toString(next), label, sink);
      double before = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < times.length; i++) {
        String where = "sample " + next + ", spike " + i;
        checkTime(where, before, times[i]);
        before = times[i];
        if (!(units[i] >= 0 && units[i] < addresses)) {
          outside(where, units[i], addresses);
        } else {
          sink.event(track.micros(Seconds.toMicros(times[i])), (int) units[i], 1);
        }
      }
      track.end(0, sink);
    }
  }
}
