package io.spiketide.operator;

import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.LearnedWeights;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Where the weights of each projection that learns lie, by the label {@code projection}: those of
 * the instance that was run last when they were looked at, which is not more often than every few
 * seconds. Looked at by the task, read by whoever reports metrics.
 */
final class LearningMetrics {
  private static final long PERIOD_NANOS = 5_000_000_000L;

  private final List<Projection> projections = new ArrayList<>();
  private long looked = System.nanoTime() - PERIOD_NANOS;

  /**
   * Tells of the projections that learn in a network or shard, too; of some it may tell already.
   */
  void know(MetricGroup network, LearnedWeights weights) {
    for (String name : weights.projections()) {
      if (projections.stream().noneMatch(projection -> projection.name.equals(name))) {
        projections.add(new Projection(name, network.addGroup("projection", name)));
      }
    }
  }

  /** Looks at the weights of an instance, if it is time to. */
  void look(LearnedWeights weights, KernelState state) {
    long now = System.nanoTime();
    if (projections.isEmpty() || now - looked < PERIOD_NANOS) {
      return;
    }
    looked = now;
    List<String> here = weights.projections();
    for (Projection projection : projections) {
      if (here.contains(projection.name)) {
        projection.look(weights, state);
      }
    }
  }

  private static final class Projection {
    private final String name;
    private volatile double mean;
    private volatile double min;
    private volatile double max;
    private volatile double atBounds;
    private volatile double drift;
    private volatile double rate;

    Projection(String name, MetricGroup group) {
      this.name = name;
      group.gauge("weightMean", (Gauge<Double>) () -> mean);
      group.gauge("weightMin", (Gauge<Double>) () -> min);
      group.gauge("weightMax", (Gauge<Double>) () -> max);
      group.gauge("weightShareAtBounds", (Gauge<Double>) () -> atBounds);
      group.gauge("weightDrift", (Gauge<Double>) () -> drift);
      group.gauge("learningRate", (Gauge<Double>) () -> rate);
    }

    void look(LearnedWeights weights, KernelState state) {
      double[] now = weights.stored(state, name);
      double[] start = weights.initial(name);
      double[] bounds = weights.bounds(name);
      double sum = 0;
      double lowest = Double.POSITIVE_INFINITY;
      double highest = Double.NEGATIVE_INFINITY;
      double moved = 0;
      int saturated = 0;
      for (int k = 0; k < now.length; k++) {
        double w = now[k];
        sum += w;
        lowest = Math.min(lowest, w);
        highest = Math.max(highest, w);
        moved += Math.abs(w - start[k]);
        saturated += LearnedWeights.isAtBound(w, bounds) ? 1 : 0;
      }
      int n = Math.max(1, now.length);
      mean = sum / n;
      min = now.length == 0 ? 0 : lowest;
      max = now.length == 0 ? 0 : highest;
      drift = moved / n;
      atBounds = (double) saturated / n;
      rate = weights.rate(state, name);
    }
  }
}
