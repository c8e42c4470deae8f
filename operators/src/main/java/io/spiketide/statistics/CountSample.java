package io.spiketide.statistics;

import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Pairwise correlation of the spike counts of a few neurons, from spikes as they come.
 * Single-threaded.
 *
 * <p>Bins have equal width from the start of the stretch; what remains at its end belongs to none.
 * For a pair, Pearson's coefficient of the counts x, y over all n bins:
 *
 * <pre>
 *   r = (n Σ x y - Σ x Σ y) / sqrt((n Σ x² - (Σ x)²) (n Σ y² - (Σ y)²))
 * </pre>
 *
 * <p>A pair with a neuron whose counts never change has none. Each neuron has a fixed random rank,
 * and those of the lowest ranks among all that fire are looked at: the choice does not depend on
 * the order in which they first fire. A neuron that comes late has lost nothing, as it was silent
 * before.
 *
 * <p>Source: M. R. Cohen, A. Kohn, Measuring and interpreting neuronal correlations, Nature
 * Neuroscience 14, 2011 (spike count correlation).
 */
final class CountSample {
  private static final Comparator<BinnedTrain> BY_RANK =
      Comparator.comparingLong(BinnedTrain::rank);

  private final long start;
  private final long binTicks;
  private final int bins;
  private final int most;
  private final CounterRandom ranks = new CounterRandom(0, Purpose.SAMPLING, "correlation", "");
  private final PriorityQueue<BinnedTrain> chosen = new PriorityQueue<>(BY_RANK.reversed());
  private final @Nullable BinnedTrain[] trains;

  /**
   * @param binTicks width of a bin in ticks, at least 1
   * @param most neurons that are looked at
   */
  CountSample(int neurons, Stretch stretch, long binTicks, int most) {
    this.start = stretch.start();
    this.binTicks = binTicks;
    this.bins = Math.toIntExact(stretch.ticks() / binTicks);
    this.most = most;
    this.trains = new BinnedTrain[most == 0 ? 0 : neurons];
  }

  /** Adds a spike of the stretch; ticks of one neuron rise. */
  void add(int neuron, long tick, long count) {
    int bin = (int) ((tick - start) / binTicks);
    if (most == 0 || bin >= bins) {
      return;
    }
    BinnedTrain train = trains[neuron];
    if (train == null) {
      train = choose(neuron);
    }
    if (train != null) {
      train.add(bin, count);
    }
  }

  /** The train of a neuron that is not looked at so far, if its rank is low enough. */
  private @Nullable BinnedTrain choose(int neuron) {
    long rank = ranks.bits(0, neuron, 0);
    BinnedTrain highest = chosen.peek();
    if (chosen.size() == most && highest != null) {
      if (rank >= highest.rank()) {
        return null;
      }
      chosen.poll();
      trains[highest.neuron()] = null;
    }
    BinnedTrain train = new BinnedTrain(neuron, rank);
    chosen.add(train);
    trains[neuron] = train;
    return train;
  }

  /** Neurons whose counts change from bin to bin and that are looked at. */
  int neurons() {
    return changing().size();
  }

  /** The correlation of each pair of them. */
  Distribution correlations() {
    List<BinnedTrain> all = changing();
    double[] variances = all.stream().mapToDouble(t -> t.covariance(t, bins)).toArray();
    double[] correlations = new double[all.size() * (all.size() - 1) / 2];
    int pair = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        double covariance = all.get(i).covariance(all.get(j), bins);
        correlations[pair++] = covariance / Math.sqrt(variances[i] * variances[j]);
      }
    }
    return Distribution.of(correlations);
  }

  private List<BinnedTrain> changing() {
    List<BinnedTrain> all = new ArrayList<>(chosen);
    all.removeIf(train -> train.covariance(train, bins) == 0);
    all.sort(BY_RANK);
    return all;
  }
}
