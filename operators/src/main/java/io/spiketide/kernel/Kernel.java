package io.spiketide.kernel;

import io.spiketide.encoding.Encoding;
import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.StateRecording;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs instances of a compiled network, one at a time, tick by tick. Single-threaded: it owns
 * scratch memory that all instances share; what an instance remembers is in its {@link
 * KernelState}.
 *
 * <pre>
 * a tick: marks that end ─► marks that start ─► inputs encode ─► spikes of other keys ─► for each
 *         population in zero-delay order {biases and spikes arrive ─► update ─► threshold ─►
 *         competition ─► learning} ─► readouts ─► recordings
 * </pre>
 *
 * <p>Spikes of tick t of a source arrive over a projection of smallest delay d at the start of tick
 * t + d, in the order projection, source neuron, target neuron; synapses with a longer delay add to
 * the ring then. A sum is therefore the same however events and spikes were cut into packets.
 */
public final class Kernel {
  private static final double[] NO_VARIABLE = {};

  private final CompiledNetwork net;
  private final int inputCount;

  // scratch, shared by all instances
  private final TickEvents events = new TickEvents();
  private final Encoding[] encodings;
  private final SpikeHistory spikes;
  private final HeardSpikes heard;
  private final ReceptorInput[][] receptors;
  private final double[][][] arrived;
  private final @Nullable Umpire[] umpires;
  private final Learner[][] learners;
  private final Episodes episodes;
  private final Rest rest;
  private final CounterRandom noNoise;

  // counters since the kernel was made
  private final long[] spikeCounts;
  private long synapticOperations;
  private long ticks;

  public Kernel(CompiledNetwork net) {
    this.net = net;
    inputCount = net.inputs.size();
    encodings = net.inputs.stream().map(i -> i.encoding().forOneThread()).toArray(Encoding[]::new);
    int populations = net.populations.size();
    spikes = new SpikeHistory(sizes(net));
    heard = new HeardSpikes(net, spikes);
    receptors = new ReceptorInput[populations][];
    arrived = new double[populations][][];
    umpires = new Umpire[populations];
    learners = new Learner[populations][];
    for (int p = 0; p < populations; p++) {
      receptors[p] = receptors(net.populations.get(p));
      arrived[p] = new double[receptors[p].length][];
      umpires[p] = Umpire.of(net.populations.get(p));
      learners[p] = learners(net, p);
    }
    episodes = new Episodes(net, learners);
    rest = new Rest(net, heard);
    spikeCounts = new long[inputCount + populations];
    noNoise = new CounterRandom(0, io.spiketide.random.Purpose.NOISE, "", "");
  }

  /** Number of neurons that are heard of, of each source: inputs, then populations. */
  private static int[] sizes(CompiledNetwork net) {
    return IntStream.concat(
            net.inputs.stream().mapToInt(input -> input.shape().size()),
            IntStream.range(0, net.populations.size()).map(p -> heardNeurons(net, p)))
        .toArray();
  }

  private static int heardNeurons(CompiledNetwork net, int p) {
    CompiledPopulation population = net.populations.get(p);
    return net.isHeard(p) ? population.population().shape().size() : population.size();
  }

  private static Learner[] learners(CompiledNetwork net, int p) {
    return net.populations.get(p).incoming().stream()
        .map(projection -> Learner.of(net, p, projection))
        .filter(Objects::nonNull)
        .toArray(Learner[]::new);
  }

  private static ReceptorInput[] receptors(CompiledPopulation population) {
    ReceptorInput[] receptors = new ReceptorInput[population.ringGroups().length];
    for (int r = 0; r < receptors.length; r++) {
      int receptor = r;
      receptors[r] =
          new ReceptorInput(
              population.incoming().stream()
                  .filter(projection -> projection.receptor() == receptor)
                  .toArray(CompiledProjection[]::new),
              population.ringGroups()[r],
              population.size());
    }
    return receptors;
  }

  /** Spikes (sum of counts of spiking populations) per source since the kernel was made. */
  public long spikeCount(int source) {
    return spikeCounts[source];
  }

  /** Synaptic events served since the kernel was made. */
  public long synapticOperations() {
    return synapticOperations;
  }

  /** Changes of single weights by learning since the kernel was made. */
  public long weightUpdates() {
    long updates = 0;
    for (Learner[] ofPopulation : learners) {
      for (Learner learner : ofPopulation) {
        updates += learner.updates();
      }
    }
    return updates;
  }

  /** Ticks run since the kernel was made, skipped ones not counted. */
  public long ticks() {
    return ticks;
  }

  /**
   * Runs all ticks below {@code until}. An instance that has not started does so at its first event
   * or mark.
   *
   * @param instance name of the instance, which chooses its random numbers
   * @param until the first tick that is not complete yet
   */
  public void run(
      KernelState state, String instance, long until, Arrivals arrivals, KernelOutput out) {
    if (!state.started) {
      long first = arrivals.nextTick();
      if (first >= until) {
        return;
      }
      start(state, first);
    }
    episodes.end(state, arrivals, out);
    rest.restart();
    while (state.tick < until) {
      episodes.start(state, arrivals, out);
      rest.watch(state, arrivals);
      step(state, instance, arrivals, out);
      state.tick++;
      episodes.atBoundary(state, arrivals, out);
      if (rest.isFound(state)) {
        skipRest(state, instance, until, arrivals, out);
        rest.restart();
      }
    }
  }

  private void start(KernelState state, long tick) {
    state.started = true;
    state.tick = tick;
    state.startTick = tick;
    state.lastActiveTick = tick;
    state.episode = Episode.unmarked(tick);
  }

  // ---- one tick

  private void step(KernelState state, String instance, Arrivals arrivals, KernelOutput out) {
    long tick = state.tick;
    ticks++;
    boolean active = encodeInputs(state, instance, tick, arrivals);
    active |= heard.arrive(state, tick, arrivals);
    for (int p : net.order) {
      active |= runPopulation(state, instance, p, tick, out);
    }
    if (active) {
      state.lastActiveTick = tick;
    }
    for (int r = 0; r < net.readouts.size(); r++) {
      CompiledReadout readout = net.readouts.get(r);
      if (readout.weighs()) {
        continue;
      }
      double[] variable =
          readout.variable() < 0
              ? NO_VARIABLE
              : state.arrays[net.populations.get(readout.population()).group()][readout.variable()];
      Spikes seen = spikes.of(state, inputCount + readout.population(), tick);
      long into = tick - Episodes.windowStart(state, readout, tick);
      readout.reading().observe(state.arrays[readout.group()], into, seen, variable);
    }
    for (int r = 0; r < net.recordings.length; r++) {
      StateRecording recording = net.network.recordings().get(r);
      if (Math.floorMod(tick, (long) recording.everyTicks()) == 0) {
        int[] at = net.recordings[r];
        out.sample(r, tick, state.arrays[net.populations.get(at[0]).group()][at[1]]);
      }
    }
  }

  private boolean encodeInputs(KernelState state, String instance, long tick, Arrivals arrivals) {
    boolean active = false;
    for (int i = 0; i < inputCount; i++) {
      CompiledInput input = net.inputs.get(i);
      events.clear();
      arrivals.take(i, tick, events);
      active |= events.size() > 0;
      if (!net.used[i]) {
        continue;
      }
      Spikes encoded = spikes.of(state, i, tick);
      encoded.clear();
      CounterRandom noise = noise(state, instance, i, input.encoding().autonomous());
      encodings[i].encode(events, state.arrays[input.group()], tick, noise, encoded);
      spikeCounts[i] += (long) encoded.total();
      active |= encoded.size() > 0;
    }
    return active;
  }

  private boolean runPopulation(
      KernelState state, String instance, int p, long tick, KernelOutput out) {
    CompiledPopulation population = net.populations.get(p);
    double[][] input = arrived[p];
    for (Learner learner : learners[p]) {
      learner.arriving(state, spikes, tick);
    }
    for (int r = 0; r < input.length; r++) {
      synapticOperations += receptors[p][r].arrive(state, spikes, tick, input, r);
    }
    for (Learner learner : learners[p]) {
      learner.arrived(state, spikes, tick);
    }
    Spikes fired = heard.ownSpikes(state, p, tick);
    fired.clear();
    Umpire umpire = umpires[p];
    CounterRandom noise =
        noise(
            state, instance, inputCount + p, population.dynamics().autonomous() && umpire == null);
    population.dynamics().step(state.arrays[population.group()], input, tick, noise, fired);
    Spikes teachers = fired;
    boolean active = fired.size() > 0;
    if (umpire != null && active) {
      teachers = umpire.judge(state, fired, tick, noise);
      active = fired.size() > 0 || umpire.dependsOnTick();
    }
    for (ReceptorInput receptor : receptors[p]) {
      receptor.forget(state, tick);
    }
    heard.keepOwn(state, p, tick);
    for (Learner learner : learners[p]) {
      learner.fired(state, spikes, teachers, tick);
    }
    if (fired.size() == 0) {
      return active;
    }
    if (!population.model().graded()) {
      spikeCounts[inputCount + p] += (long) fired.total();
    }
    if (net.leaves[p]) {
      out.spikes(p, tick, fired);
    }
    return true;
  }

  private CounterRandom noise(
      KernelState state, String instance, int source, boolean needsNoNoise) {
    return needsNoNoise ? noNoise : state.noise(net, source, instance);
  }

  // ---- rest

  /**
   * The last tick changed nothing, so none will until something arrives: ticks are left out up to
   * the next event, mark, spike of another key, window or stop of the output. The first tick of
   * each window is run, so that readouts see the resting state.
   */
  private void skipRest(
      KernelState state, String instance, long until, Arrivals arrivals, KernelOutput out) {
    while (state.tick < until && heard.nextArrival(arrivals) > state.tick) {
      long next = Math.min(until, Math.min(heard.nextArrival(arrivals), out.nextStop(state.tick)));
      for (CompiledReadout readout : net.readouts) {
        if (readout.spec().window() instanceof Window.Ticks window) {
          next = Math.min(next, (Math.floorDiv(state.tick, window.every()) + 1) * window.every());
        }
      }
      if (next == state.tick + 1 || episodes.isFirstOfWindow(state)) {
        step(state, instance, arrivals, out);
        state.tick++;
      } else {
        state.tick = next;
      }
      episodes.atBoundary(state, arrivals, out);
    }
  }
}
