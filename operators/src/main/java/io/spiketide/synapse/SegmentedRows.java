package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Synapses in compressed rows, one per source, each cut into segments of equal delay with targets
 * ascending: a segment is added to one slot of the ring, and no synapse needs to know its delay.
 */
final class SegmentedRows implements Synapses, Delivery {
  /** So many synapses of a segment on average pay for finding its slot; measured. */
  private static final int LONG_SEGMENT = 16;

  /** First synapse by source and delay, and the number of synapses at the end. */
  private final int[] starts;

  private final SparseTargets synapses;
  private final int minDelay;
  private final int delays;

  private SegmentedRows(int[] starts, SparseTargets synapses, int minDelay, int delays) {
    this.starts = starts;
    this.synapses = synapses;
    this.minDelay = minDelay;
    this.delays = delays;
  }

  /** Whether segments are long enough. */
  static boolean pay(int sources, long synapses, int minDelay, int maxDelay) {
    return maxDelay > minDelay
        && synapses >= (long) LONG_SEGMENT * sources * (maxDelay - minDelay + 1);
  }

  /**
   * Brings each row into the order of delays, in place; synapses of one delay stay in their order.
   *
   * @param rows first synapse of each source, and the number of synapses at the end
   */
  static SegmentedRows of(int[] rows, SparseTargets synapses, DelayTable table) {
    int sources = rows.length - 1;
    int delays = table.max() - table.min() + 1;
    int[] starts = new int[sources * delays + 1];
    for (int source = 0; source < sources; source++) {
      int from = rows[source];
      int[] keys = new int[rows[source + 1] - from];
      Arrays.setAll(keys, k -> table.beyondMin(from + k));
      reorder(synapses, from, CountingSort.order(keys, delays));
      int next = source * delays;
      starts[next] = from;
      for (int key : keys) {
        starts[next + 1 + key]++;
      }
      for (int d = 0; d < delays; d++) {
        starts[next + d + 1] += starts[next + d];
      }
    }
    return new SegmentedRows(starts, synapses, table.min(), delays);
  }

  private static void reorder(SparseTargets synapses, int from, int[] order) {
    Targets targets = synapses.targets();
    int[] neurons = IntStream.range(from, from + order.length).map(targets::get).toArray();
    float[] weights = synapses.weights();
    float[] own =
        weights == null ? new float[0] : Arrays.copyOfRange(weights, from, from + order.length);
    for (int k = 0; k < order.length; k++) {
      targets.set(from + k, neurons[order[k]]);
      if (weights != null) {
        weights[from + k] = own[order[k]];
      }
    }
  }

  @Override
  public int minDelay() {
    return minDelay;
  }

  @Override
  public int maxDelay() {
    return minDelay + delays - 1;
  }

  @Override
  public long count() {
    return synapses.size();
  }

  @Override
  public Delivery delivery() {
    return this;
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    int slots = ring.length;
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      int first = spikes.neuron(i) * delays;
      double count = spikes.count(i);
      for (int d = 0; d < delays; d++) {
        int later = slot + d;
        double[] sums = ring[later < slots ? later : later - slots];
        synapses.add(starts[first + d], starts[first + d + 1], count, sums);
      }
      events += starts[first + delays] - starts[first];
    }
    return events;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int segment = 0; segment < starts.length - 1; segment++) {
      for (int k = starts[segment]; k < starts[segment + 1]; k++) {
        visitor.synapse(
            segment / delays,
            synapses.targets().get(k),
            synapses.weight(k),
            minDelay + segment % delays);
      }
    }
  }

  @Override
  public long bytes() {
    return 4L * starts.length + synapses.bytes();
  }
}
