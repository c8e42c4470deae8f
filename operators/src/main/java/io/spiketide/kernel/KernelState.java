package io.spiketide.kernel;

import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one instance of a network remembers between ticks. Single-threaded.
 *
 * <p>Static weights and parameters are not in it; they belong to the {@link CompiledNetwork}.
 */
public final class KernelState {
  private static final double[][] NO_ARRAYS = {};
  private static final @Nullable Spikes[] NO_HISTORY = {};

  /** Names and sizes of {@link #arrays}. */
  public final Layout layout;

  /** Values by group of the layout, array and element. */
  public final double[][][] arrays;

  /**
   * Spikes still needed by projections with delays: by source (inputs, then populations) and tick
   * modulo the number of slots. Null where nothing was stored yet.
   */
  public final @Nullable Spikes[][] history;

  /** Whether a first event or mark has been seen, so that time runs. */
  public boolean started;

  /** The next tick to run. */
  public long tick;

  /** The first tick that was run. */
  public long startTick;

  /** The last tick in which an event came or anything fired. */
  public long lastActiveTick;

  /** The open episode. */
  public Episode episode;

  /** Random numbers by source, made when needed; not part of snapshots. */
  private @Nullable CounterRandom @Nullable [] noise;

  public KernelState(Layout layout, double[][][] arrays, @Nullable Spikes[][] history) {
    this.layout = layout;
    this.arrays = arrays;
    this.history = history;
    this.episode = Episode.unmarked(0);
  }

  /** The random numbers of a source, made by the network when they are first asked for. */
  CounterRandom noise(CompiledNetwork net, int source, String instance) {
    if (noise == null) {
      noise = new CounterRandom[history.length];
    }
    CounterRandom known = noise[source];
    if (known == null) {
      known = net.noise(source, instance);
      noise[source] = known;
    }
    return known;
  }

  /** Room for the arrays of a group; the many groups without arrays share theirs. */
  public static double[][] group(int arrays) {
    return arrays == 0 ? NO_ARRAYS : new double[arrays][];
  }

  /** Room for the spikes of a source in so many ticks; sources without delays share theirs. */
  public static @Nullable Spikes[] history(int slots) {
    return slots == 0 ? NO_HISTORY : new Spikes[slots];
  }

  /** A copy that shares nothing mutable with this one. */
  public KernelState copy() {
    double[][][] newArrays = new double[arrays.length][][];
    for (int g = 0; g < arrays.length; g++) {
      newArrays[g] = group(arrays[g].length);
      for (int a = 0; a < arrays[g].length; a++) {
        newArrays[g][a] = arrays[g][a].clone();
      }
    }
    @Nullable Spikes[][] newHistory = new Spikes[history.length][];
    for (int s = 0; s < history.length; s++) {
      newHistory[s] = history(history[s].length);
      for (int slot = 0; slot < history[s].length; slot++) {
        Spikes spikes = history[s][slot];
        newHistory[s][slot] = spikes == null || spikes.size() == 0 ? null : spikes.copy();
      }
    }
    KernelState copy = new KernelState(layout, newArrays, newHistory);
    copy.takeProgress(this);
    return copy;
  }

  /** The same values, of which this one must not be used any more, under an equal layout. */
  KernelState under(Layout equal) {
    KernelState same = new KernelState(equal, arrays, history);
    same.takeProgress(this);
    return same;
  }

  /** Stands in time and episode where another one stands. */
  void takeProgress(KernelState other) {
    started = other.started;
    tick = other.tick;
    startTick = other.startTick;
    lastActiveTick = other.lastActiveTick;
    episode = other.episode;
  }
}
