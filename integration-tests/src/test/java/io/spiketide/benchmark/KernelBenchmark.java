package io.spiketide.benchmark;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Mark;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Samples per second of a 784-1000-10 network of leaky neurons (decay 0.95), 25 ticks a sample, one
 * sample at a time on one thread: the network of the snnTorch tutorials.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int INPUTS = 784;
  private static final int HIDDEN = 1000;
  private static final int OUTPUTS = 10;
  private static final int TICKS = 25;

  /** Share of the inputs that fire in a tick. */
  @Param({"0.02", "0.2", "1.0"})
  double active;

  private Kernel kernel;
  private KernelState state;
  private Sample sample;
  private final Count count = new Count();

  @Setup
  public void setUp() {
    Random random = new Random(1);
    CompiledNetwork net = CompiledNetwork.compile(network(random));
    kernel = new Kernel(net);
    state = net.newState();
    sample = new Sample(random, active);
  }

  /** One sample, from the mark that resets the network to its last tick. */
  @Benchmark
  public long sample() {
    sample.begin(state.started ? state.tick : 0);
    kernel.run(state, "", sample.start + TICKS, sample, count);
    return count.spikes;
  }

  private static Network network(Random random) {
    Settings leaky = Settings.of("leaky", Map.of("beta", Values.of(0.95)));
    return new Network(
        "784-1000-10",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("pixels", Shape.of(INPUTS))),
        List.of(
            Population.of("hidden", Shape.of(HIDDEN), leaky),
            Population.of("out", Shape.of(OUTPUTS), leaky).published()),
        List.of(
            dense(random, "pixels", "hidden", INPUTS, HIDDEN, 0.08),
            dense(random, "hidden", "out", HIDDEN, OUTPUTS, 0.05)),
        List.of(),
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        new Placement(25));
  }

  private static Projection dense(
      Random random, String from, String to, int sources, int targets, double spread) {
    double[] weights = random.doubles((long) sources * targets, -spread, spread * 1.2).toArray();
    return Projection.of(from, to, new Connectivity.AllToAll(true), Values.of(weights), 0);
  }

  /** Events of one sample, the same for each, at moving ticks. */
  private static final class Sample implements Arrivals {
    private final int[][] addresses = new int[TICKS][];
    private long start;
    private boolean marked;

    Sample(Random random, double active) {
      for (int t = 0; t < TICKS; t++) {
        addresses[t] =
            java.util.stream.IntStream.range(0, INPUTS)
                .filter(i -> random.nextDouble() < active)
                .toArray();
      }
    }

    void begin(long tick) {
      start = tick;
      marked = false;
    }

    @Override
    public long nextTick() {
      return start;
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      for (int address : addresses[(int) (tick - start)]) {
        into.add(address, 1);
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

  private static final class Count implements KernelOutput {
    long spikes;

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
      throw new IllegalStateException("the network has no readout");
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      throw new IllegalStateException("the network has no recording");
    }
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(KernelBenchmark.class.getSimpleName()).build()).run();
  }
}
