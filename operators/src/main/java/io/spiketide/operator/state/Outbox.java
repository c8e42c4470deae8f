package io.spiketide.operator.state;

import io.spiketide.kernel.Layout;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.List;

/**
 * What an instance has to say but has not sent: spikes and samples of the slice that is not
 * complete, and the sequence numbers of all of its outputs. Single-threaded.
 */
public final class Outbox {
  /** Stands for a promise that has not been made. */
  public static final long NOTHING = Long.MIN_VALUE;

  /** The run of the network in which the instance began; its sequences are gap-free within it. */
  public long epoch;

  /** Per population whose spikes go to the topic, in the order of the description. */
  public final Pending[] spikes;

  /** Per recording, in the order of the description. */
  public final Samples[] samples;

  /** Next sequence number of each readout's decisions. */
  public final long[] decisionSequences;

  public Outbox(int populations, int recordings, int readouts) {
    spikes = new Pending[populations];
    Arrays.setAll(spikes, i -> new Pending());
    samples = new Samples[recordings];
    Arrays.setAll(samples, i -> new Samples());
    decisionSequences = new long[readouts];
  }

  private Outbox(Outbox other) {
    spikes = Arrays.stream(other.spikes).map(Pending::copy).toArray(Pending[]::new);
    samples = Arrays.stream(other.samples).map(Samples::copy).toArray(Samples[]::new);
    decisionSequences = other.decisionSequences.clone();
    epoch = other.epoch;
  }

  /** A copy that shares nothing with this one. */
  public Outbox copy() {
    return new Outbox(this);
  }

  /**
   * This outbox for a layout that has changed: what is new starts empty, what is gone is dropped.
   */
  Outbox adoptedBy(Layout from, Layout to) {
    int[] populations = places(from, to, Layout.SPIKES);
    int[] recordings = places(from, to, Layout.RECORDING);
    int[] readouts = places(from, to, Layout.READOUT);
    Outbox adopted = new Outbox(populations.length, recordings.length, readouts.length);
    adopted.epoch = epoch;
    for (int i = 0; i < populations.length; i++) {
      if (populations[i] >= 0) {
        adopted.spikes[i] = spikes[populations[i]];
      }
    }
    for (int i = 0; i < recordings.length; i++) {
      if (recordings[i] >= 0) {
        adopted.samples[i] = samples[recordings[i]];
        if (!to.keepsRecording(i, from)) {
          adopted.samples[i].clear();
        }
      }
    }
    for (int i = 0; i < readouts.length; i++) {
      if (readouts[i] >= 0) {
        adopted.decisionSequences[i] = decisionSequences[readouts[i]];
      }
    }
    return adopted;
  }

  /** For each name of a kind in a layout, its place among those of another, -1 for none. */
  private static int[] places(Layout from, Layout to, String kind) {
    List<String> before = from.names(kind);
    return to.names(kind).stream().mapToInt(before::indexOf).toArray();
  }

  /** Whether spikes or samples wait for the end of their slice. */
  public boolean isWaiting() {
    for (Pending pending : spikes) {
      if (pending.size > 0) {
        return true;
      }
    }
    for (Samples pending : samples) {
      if (pending.count > 0) {
        return true;
      }
    }
    return false;
  }

  /** Spikes of one population in the slice that is not complete. Takes no memory while empty. */
  public static final class Pending {
    private static final int[] NONE = {};
    private static final long[] NO_TICKS = {};

    /** Sequence number of the next packet. */
    public long sequence;

    /** The tick up to which packets have promised, {@link #NOTHING} before the first. */
    public long promised = NOTHING;

    public int size;
    public long[] ticks = NO_TICKS;
    public int[] neurons = NONE;
    public int[] counts = NONE;

    private boolean borrows;

    /** Adds a spike; ticks do not fall. */
    public void add(long tick, int neuron, int count) {
      makeRoom(1);
      ticks[size] = tick;
      neurons[size] = neuron;
      counts[size++] = count;
    }

    /**
     * Adds the spikes of a tick; ticks do not fall.
     *
     * @param first the neuron from which they count
     */
    public void addAll(long tick, Spikes spikes, int first) {
      int n = spikes.size();
      makeRoom(n);
      Arrays.fill(ticks, size, size + n, tick);
      System.arraycopy(spikes.neurons(), 0, neurons, size, n);
      for (int i = 0; i < n; i++) {
        neurons[size + i] += first;
        counts[size + i] = (int) spikes.count(i);
      }
      size += n;
    }

    private void makeRoom(int more) {
      if (size + more > ticks.length) {
        resize(Math.max(8, Math.max(size + more, 2 * size)));
      }
    }

    private void resize(int capacity) {
      ticks = Arrays.copyOf(ticks, capacity);
      neurons = Arrays.copyOf(neurons, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }

    /**
     * Borrows the memory of another, which holds no spikes, while this one holds none either: so
     * that spikes which come and are sent in one run need no memory of their own.
     */
    public void borrow(Pending spare) {
      if (size == 0) {
        exchange(spare);
        borrows = true;
      }
    }

    /** Gives back what it has borrowed, and keeps no more memory than it needs. */
    public void giveBack(Pending spare) {
      if (borrows) {
        Pending own = copy();
        exchange(spare);
        exchange(own);
        borrows = false;
      } else if (size == 0) {
        ticks = NO_TICKS;
        neurons = NONE;
        counts = NONE;
      }
    }

    private void exchange(Pending other) {
      long[] otherTicks = other.ticks;
      int[] otherNeurons = other.neurons;
      int[] otherCounts = other.counts;
      other.ticks = ticks;
      other.neurons = neurons;
      other.counts = counts;
      ticks = otherTicks;
      neurons = otherNeurons;
      counts = otherCounts;
    }

    /** Forgets the spikes. */
    public void clear() {
      size = 0;
    }

    Pending copy() {
      Pending copy = new Pending();
      copy.sequence = sequence;
      copy.promised = promised;
      copy.size = size;
      copy.ticks = Arrays.copyOf(ticks, size);
      copy.neurons = Arrays.copyOf(neurons, size);
      copy.counts = Arrays.copyOf(counts, size);
      return copy;
    }
  }

  /** Samples of one recording in the slice that is not complete. */
  public static final class Samples {
    private static final double[] NONE = {};

    /** Sequence number of the next packet. */
    public long sequence;

    /** Tick of the first sample that waits. */
    public long firstTick;

    /** Number of samples that wait. */
    public int count;

    /** Row-major {@code [sample][neuron]}. */
    public double[] values = NONE;

    /** Adds a sample of all neurons. */
    public void add(long tick, double[] sample) {
      if (count == 0) {
        firstTick = tick;
      }
      int at = count * sample.length;
      if (values.length < at + sample.length) {
        values = Arrays.copyOf(values, Math.max(at + sample.length, 2 * at));
      }
      System.arraycopy(sample, 0, values, at, sample.length);
      count++;
    }

    /** Forgets the samples and their memory. */
    public void clear() {
      count = 0;
      values = NONE;
    }

    Samples copy() {
      Samples copy = new Samples();
      copy.sequence = sequence;
      copy.firstTick = firstTick;
      copy.count = count;
      copy.values = values.clone();
      return copy;
    }
  }
}
