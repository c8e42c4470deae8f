package io.spiketide.bench;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Mark;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.neuron.Spikes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A network with one input that is shown one sample after the other, on one thread; with {@code
 * instances.reset_at_episode} each begins anew. A unit is a sample or a tick.
 */
final class NetworkWorkload implements Workload {
  private final Network network;
  private final List<Sample> samples;
  private final double units;
  private final Kernel kernel;
  private final KernelState state;
  private final Feed feed = new Feed();
  private final Sink sink = new Sink();
  private int next;

  /**
   * The events of a sample, by tick and event.
   *
   * @param addresses ascending
   */
  record Sample(int[][] addresses, double[][] values) {
    int ticks() {
      return addresses.length;
    }
  }

  private NetworkWorkload(Network network, List<Sample> samples, double units) {
    this.network = network;
    this.samples = samples;
    this.units = units;
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    kernel = new Kernel(compiled);
    state = compiled.newState();
  }

  /** Counts samples. */
  static NetworkWorkload samples(Network network, List<Sample> samples) {
    return new NetworkWorkload(network, samples, 1);
  }

  /** Counts ticks of samples of equal length. */
  static NetworkWorkload ticks(Network network, List<Sample> samples) {
    return new NetworkWorkload(network, samples, samples.get(0).ticks());
  }

  @Override
  public void run() {
    Sample sample = samples.get(next);
    next = (next + 1) % samples.size();
    feed.show(sample, state.started ? state.tick : 0);
    kernel.run(state, "", feed.start + sample.ticks(), feed, sink);
  }

  @Override
  public double units() {
    return units;
  }

  @Override
  public String observed() {
    StringBuilder shares = new StringBuilder();
    for (int p = 0; p < network.populations().size(); p++) {
      Population population = network.populations().get(p);
      if (population.publish()) {
        double share =
            (double) kernel.spikeCount(network.inputs().size() + p)
                / ((double) kernel.ticks() * population.shape().size());
        shares
            .append(shares.length() == 0 ? "" : ", ")
            .append(
                String.format(
                    Locale.ROOT, "%.1f %% of %s fire in a tick", 100 * share, population.name()));
      }
    }
    return shares.toString();
  }

  private static final class Feed implements Arrivals {
    private Sample sample = new Sample(new int[0][], new double[0][]);
    private long start;
    private boolean marked;

    void show(Sample shown, long tick) {
      sample = shown;
      start = tick;
      marked = false;
    }

    @Override
    public long nextTick() {
      return start;
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      int[] addresses = sample.addresses()[(int) (tick - start)];
      double[] values = sample.values()[(int) (tick - start)];
      for (int i = 0; i < addresses.length; i++) {
        into.add(addresses[i], values[i]);
      }
    }

    @Override
    public @Nullable Mark takeMark(long tick, boolean begins) {
      if (begins && tick == start && !marked) {
        marked = true;
        return new Mark(tick, true, "sample", "");
      }
      return null;
    }
  }

  /** Takes what comes as any receiver does, so that nothing can be left out. */
  private static final class Sink implements KernelOutput {
    private long spikes;

    @Override
    public void spikes(int population, long tick, Spikes fired) {
      spikes += fired.size();
    }

    @Override
    public void decision(
        int readout,
        String episode,
        String trueLabel,
        long firstTick,
        long endTick,
        int winner,
        double[] values) {
      spikes += winner;
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      throw new IllegalStateException("the network has no recording, but sampled " + spikes);
    }
  }
}
