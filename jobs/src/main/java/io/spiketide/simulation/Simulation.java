package io.spiketide.simulation;

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
import io.spiketide.sensor.EventRecording;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a network in the kernel alone: one that runs by itself from tick 0 on, as nothing
 * comes to its inputs, or one that is shown a recording. Single-threaded. Its spikes are those of
 * the job for an instance of the same name that gets the same, or starts at tick 0.
 */
public final class Simulation {
  private final Network network;
  private final String instance;
  private final Kernel kernel;
  private final KernelState state;
  private final Output output;
  private final @Nullable RecordedArrivals recorded;

  /** Receives what the published populations fire. */
  public interface Listener {
    /**
     * @param population its place in the description
     * @param spikes valid during the call
     */
    void spikes(int population, long tick, Spikes spikes);

    /**
     * A readout's answer at the end of an episode or window.
     *
     * @param readout its place in the description
     * @param trueLabel what the episode is known to show, empty if unknown
     * @param endTick the first tick after the window
     * @param winner the class that won, -1 for none
     * @param values one per class; valid during the call
     */
    default void decision(
        int readout, String trueLabel, long endTick, int winner, double[] values) {}
  }

  /**
   * Compiles the network.
   *
   * @param instance chooses the random numbers
   */
  public Simulation(Network network, String instance, Listener listener) {
    this(network, instance, Map.of(), listener);
  }

  /**
   * Compiles the network.
   *
   * @param instance chooses the random numbers
   * @param recording what comes to the first input
   */
  public Simulation(Network network, String instance, EventRecording recording, Listener listener) {
    this(network, instance, Map.of(network.inputs().get(0).name(), recording), listener);
  }

  /**
   * Compiles the network.
   *
   * @param instance chooses the random numbers
   * @param recordings what comes to the inputs, by their names; to the others nothing comes
   * @throws IllegalArgumentException if there is no such input
   */
  public Simulation(
      Network network, String instance, Map<String, EventRecording> recordings, Listener listener) {
    this.network = network;
    this.instance = instance;
    CompiledNetwork compiled = CompiledNetwork.compile(network);
    kernel = new Kernel(compiled);
    state = compiled.newState();
    output = new Output(listener);
    recorded = recordings.isEmpty() ? null : new RecordedArrivals(network, recordings);
  }

  /**
   * Runs all ticks below this one that have not been run.
   *
   * @throws IllegalArgumentException if the recording cannot be read
   */
  public void runUntil(long tick) {
    if (recorded == null) {
      kernel.run(state, instance, tick, new Silence(), output);
    } else {
      recorded.readUntil(tick);
      kernel.run(state, instance, tick, recorded, output);
    }
  }

  /** Sum of the counts of a population's spikes so far. */
  public long spikes(Population population) {
    return kernel.spikeCount(network.inputs().size() + network.populations().indexOf(population));
  }

  /** Synaptic events so far. */
  public long synapticOperations() {
    return kernel.synapticOperations();
  }

  /** Changes of single weights so far. */
  public long weightUpdates() {
    return kernel.weightUpdates();
  }

  /** Nothing comes; the instance starts at tick 0. */
  private final class Silence implements Arrivals {
    @Override
    public long nextTick() {
      return state.started ? Long.MAX_VALUE : 0;
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      // nothing
    }

    @Override
    public @Nullable Mark takeMark(long tick, boolean start) {
      return null;
    }
  }

  /** Passes spikes and decisions on; recordings of state have nowhere to go. */
  private record Output(Listener listener) implements KernelOutput {
    @Override
    public void spikes(int population, long tick, Spikes spikes) {
      listener.spikes(population, tick, spikes);
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
      listener.decision(readout, trueLabel, endTick, winner, values);
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      // of no concern here
    }
  }
}
