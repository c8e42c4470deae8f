package io.spiketide.kernel;

import io.spiketide.competition.ContestState;
import io.spiketide.encoding.Encoding;
import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.CompiledNetwork.CompiledCompetition;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.neuron.Spikes;
import io.spiketide.plasticity.LearningState;
import io.spiketide.random.CounterRandom;
import io.spiketide.readout.Reading;
import io.spiketide.synapse.Synapses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of the tests: the whole network in one thread, every tick, from lists of synapses,
 * with the whole past kept. It shares the equations, the encoders and the readouts with the {@link
 * Kernel}, but neither its delivery, nor its delays, rest, windows and episodes.
 */
public final class ReferenceSimulator {
  private final CompiledNetwork net;
  private final List<List<List<Synapse>>> synapses = new ArrayList<>();
  private final List<Map<Long, Spikes>> past = new ArrayList<>();
  private final List<Map<Long, double[][]>> arriving = new ArrayList<>();
  private final CounterRandom[] noise;
  private final List<Spike> spikes = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final long[] totals;
  private KernelState state;

  /** Whether the end of the tick before was seen to by another simulator. */
  private boolean resumed;

  /** A sensor event. */
  public record Event(int input, long tick, int address, double value) {}

  /** A spike (or graded output) of a population, published or not. */
  public record Spike(int population, long tick, int neuron, double count) {}

  /** An answer of a readout; see {@link KernelOutput#decision}. */
  public record Answer(
      int readout,
      String episode,
      String trueLabel,
      long firstTick,
      long endTick,
      int winner,
      List<Double> values) {}

  /** A sample of a recorded variable; see {@link KernelOutput#sample}. */
  public record Sample(int recording, long tick, List<Double> values) {}

  /**
   * What a run made, in order of ticks.
   *
   * @param spikes of all populations; within a tick by population, then neuron
   * @param totals sum of spike counts per population
   * @param state the state after the last tick
   */
  public record Result(
      List<Spike> spikes,
      List<Answer> answers,
      List<Sample> samples,
      long[] totals,
      KernelState state) {}

  /**
   * @param place index of its weight among those of its projection, if it learns
   */
  private record Synapse(int target, double weight, int delay, int place) {}

  private ReferenceSimulator(CompiledNetwork net, String instance) {
    this.net = net;
    this.state = net.newState();
    this.totals = new long[net.populations.size()];
    this.noise = new CounterRandom[net.inputs.size() + net.populations.size()];
    for (int s = 0; s < noise.length; s++) {
      noise[s] = net.noise(s, instance);
      past.add(new HashMap<>());
    }
    for (CompiledPopulation population : net.populations) {
      arriving.add(new HashMap<>());
      for (CompiledProjection projection : population.incoming()) {
        synapses.add(list(projection.synapses(), projection.learning()));
      }
    }
  }

  /**
   * Simulates one instance.
   *
   * @param events in canonical order within a tick (source, then the source's own order); ticks in
   *     any order
   * @param marks in the order in which they count within a tick
   * @param until the first tick that is not run
   */
  public static Result run(
      Network network, String instance, List<Event> events, List<Mark> marks, long until) {
    return run(CompiledNetwork.compile(network), instance, events, marks, until);
  }

  /** As {@link #run(Network, String, List, List, long)}, for a network compiled before. */
  public static Result run(
      CompiledNetwork net, String instance, List<Event> events, List<Mark> marks, long until) {
    ReferenceSimulator simulator = new ReferenceSimulator(net, instance);
    simulator.simulate(events, marks, until);
    return new Result(
        simulator.spikes, simulator.answers, simulator.samples, simulator.totals, simulator.state);
  }

  /**
   * Simulates one instance of a network whose description changes.
   *
   * @return what each edition made, in the order in which they ran
   */
  public static List<Result> run(
      Succession networks, String instance, List<Event> events, List<Mark> marks, long until) {
    List<Result> results = new ArrayList<>();
    ReferenceSimulator before = null;
    for (int e = 0; e < networks.size(); e++) {
      ReferenceSimulator simulator = new ReferenceSimulator(networks.network(e), instance);
      if (before != null && before.state.started) {
        simulator.takeOver(before);
      }
      simulator.simulate(events, marks, Math.min(until, networks.endOf(e)));
      results.add(
          new Result(
              simulator.spikes,
              simulator.answers,
              simulator.samples,
              simulator.totals,
              simulator.state));
      before = simulator;
    }
    return results;
  }

  /**
   * Goes on where the simulator of a former description stands, with all that both know by name.
   */
  private void takeOver(ReferenceSimulator before) {
    resumed = true;
    before.net.settle(before.state);
    state.takeProgress(before.state);
    for (int p = 0; p < net.populations.size(); p++) {
      CompiledPopulation now = net.populations.get(p);
      for (int old = 0; old < before.net.populations.size(); old++) {
        CompiledPopulation then = before.net.populations.get(old);
        if (then.population().name().equals(now.population().name())) {
          takeOver(before, old, p);
        }
      }
    }
    for (int i = 0; i < net.inputs.size(); i++) {
      copyArrays(before.state.arrays[before.net.inputs.get(i).group()], net.inputs.get(i).group());
      keepPast(before, i, i);
    }
    for (CompiledReadout now : net.readouts) {
      for (CompiledReadout then : before.net.readouts) {
        boolean same =
            then.spec().name().equals(now.spec().name())
                && then.spec().readout().type().equals(now.spec().readout().type())
                && then.spec().population().equals(now.spec().population())
                && then.spec().window().equals(now.spec().window())
                && then.spec().labels().size() == now.spec().labels().size();
        if (same) {
          copyArrays(before.state.arrays[then.group()], now.group());
        }
      }
    }
  }

  private void takeOver(ReferenceSimulator before, int old, int p) {
    CompiledPopulation then = before.net.populations.get(old);
    CompiledPopulation now = net.populations.get(p);
    copyArrays(before.state.arrays[then.group()], now.group());
    if (now.competition() != null && then.competition() != null) {
      copyArrays(before.state.arrays[then.competition().group()], now.competition().group());
    }
    for (CompiledProjection learns : now.incoming()) {
      for (CompiledProjection learned : then.incoming()) {
        if (learns.learning() != null
            && learned.learning() != null
            && learned.projection().name().equals(learns.projection().name())) {
          copyArrays(before.state.arrays[learned.learning().group()], learns.learning().group());
        }
      }
    }
    keepPast(before, before.net.inputs.size() + old, net.inputs.size() + p);
    before
        .arriving
        .get(old)
        .forEach(
            (tick, input) -> {
              for (int r = 0; tick >= state.tick && r < input.length; r++) {
                // what a projection that is gone has sent further ahead than any now does is lost
                if (tick - state.tick < slots(now, r)) {
                  inputAt(p, tick)[r] = input[r];
                }
              }
            });
  }

  private int slots(CompiledPopulation population, int receptor) {
    return population.incoming().stream()
        .filter(projection -> projection.receptor() == receptor)
        .mapToInt(j -> 1 + j.synapses().maxDelay() - j.synapses().minDelay())
        .filter(slots -> slots > 1)
        .max()
        .orElse(0);
  }

  private void copyArrays(double[][] from, int group) {
    for (int a = 0; a < from.length; a++) {
      state.arrays[group][a] = from[a].clone();
    }
  }

  /** Spikes that some projection of the former description still had to deliver. */
  private void keepPast(ReferenceSimulator before, int old, int source) {
    int sent =
        before.net.populations.stream()
            .flatMap(population -> population.incoming().stream())
            .filter(projection -> projection.source() == old)
            .mapToInt(projection -> projection.synapses().minDelay())
            .max()
            .orElse(0);
    int longest = Math.max(sent, before.net.historySlots[old] - 1);
    before
        .past
        .get(old)
        .forEach(
            (tick, fired) -> {
              if (tick >= state.tick - longest) {
                past.get(source).put(tick, fired);
              }
            });
  }

  private static List<List<Synapse>> list(Synapses synapses, @Nullable CompiledLearning learning) {
    List<List<Synapse>> bySource = new ArrayList<>();
    int[] places = learning == null ? new int[0] : learning.synapses().rows().weights();
    int[] next = {0};
    synapses.forEach(
        (source, target, weight, delay) -> {
          while (bySource.size() <= source) {
            bySource.add(new ArrayList<>());
          }
          int place = learning == null ? -1 : places[next[0]++];
          bySource.get(source).add(new Synapse(target, weight, delay, place));
        });
    return bySource;
  }

  private double weight(CompiledProjection projection, Synapse synapse) {
    CompiledLearning learning = projection.learning();
    return learning == null
        ? synapse.weight()
        : state.arrays[learning.group()][CompiledLearning.WEIGHTS][synapse.place()];
  }

  // ---- competition

  /** Takes away the spikes of those that lose; returns those that teach. */
  private Spikes compete(
      CompiledPopulation population, Spikes fired, long tick, CounterRandom random) {
    CompiledCompetition competition = population.competition();
    if (competition == null) {
      return fired;
    }
    ContestState view = new ContestState();
    view.own = state.arrays[competition.group()];
    view.learning = Umpire.learns(population, state);
    view.neurons =
        Arrays.stream(competition.variables())
            .mapToObj(v -> v < 0 ? new double[0] : state.arrays[population.group()][v])
            .toArray(double[][]::new);
    Spikes winners = new Spikes(4);
    if (fired.size() > 0) {
      competition.contest().judge(view, fired, winners, tick, random);
    }
    return competition.contest().choosesTeachers() ? winners : fired;
  }

  // ---- learning

  private void learnFromArrivals(CompiledPopulation population, long tick, boolean delivered) {
    for (CompiledProjection projection : population.incoming()) {
      CompiledLearning learning = projection.learning();
      if (learning != null) {
        Spikes due = past.get(projection.source()).get(tick - learning.synapses().delay());
        if (due == null || due.size() == 0) {
          continue;
        }
        LearningState view = view(learning, population);
        if (delivered) {
          learning.rule().arrived(view, due, tick);
        } else {
          learning.rule().arriving(view, due, tick);
        }
      }
    }
  }

  private void learnFromSpikes(
      CompiledPopulation population, int source, Spikes teachers, long tick) {
    for (CompiledProjection projection : population.incoming()) {
      CompiledLearning learning = projection.learning();
      if (learning != null) {
        LearningState view = view(learning, population);
        int lag = learning.rule().postLag();
        Spikes due = lag == 0 ? teachers : past.get(source).get(tick - lag);
        if (due != null && due.size() > 0) {
          learning.rule().fired(view, due, tick);
        }
        if (learning.rule().everyTick()) {
          learning.rule().tick(view, tick);
        }
        Spikes signal = learning.signal() < 0 ? null : past.get(learning.signal()).get(tick);
        if (signal != null && signal.size() > 0) {
          learning.rule().signal(view, signal, tick);
        }
      }
    }
  }

  private void learnFromEpisode(String label, long tick) {
    for (CompiledPopulation population : net.populations) {
      for (CompiledProjection projection : population.incoming()) {
        CompiledLearning learning = projection.learning();
        if (learning != null) {
          int index = learning.labels().indexOf(label);
          learning.rule().episodeEnded(view(learning, population), index, tick);
        }
      }
    }
  }

  private LearningState view(CompiledLearning learning, CompiledPopulation population) {
    double[][] arrays = state.arrays[learning.group()];
    LearningState view = new LearningState();
    learning.show(arrays, view);
    view.neurons =
        Arrays.stream(learning.neuronVariables())
            .mapToObj(v -> state.arrays[population.group()][v])
            .toArray(double[][]::new);
    return view;
  }

  private void simulate(List<Event> events, List<Mark> marks, long until) {
    Map<Long, List<Event>> eventsByTick = new HashMap<>();
    events.forEach(e -> eventsByTick.computeIfAbsent(e.tick(), t -> new ArrayList<>()).add(e));
    if (!resumed) {
      long first =
          Math.min(
              events.stream().mapToLong(Event::tick).min().orElse(Long.MAX_VALUE),
              marks.stream().mapToLong(Mark::tick).min().orElse(Long.MAX_VALUE));
      if (first >= until) {
        return;
      }
      state.started = true;
      state.tick = first;
      state.startTick = first;
      state.episode = Episode.unmarked(first);
    }
    long from = state.tick;
    for (long tick = from; ; tick++) {
      state.tick = tick;
      if (tick > from) {
        answerWindows(tick);
      }
      if (tick > from || !resumed) {
        endEpisodes(marks, tick);
      }
      if (tick == until) {
        return;
      }
      for (Mark mark : marks) {
        if (mark.start() && mark.tick() == tick) {
          startEpisode(mark, tick);
        }
      }
      step(tick, eventsByTick.getOrDefault(tick, List.of()));
    }
  }

  private void endEpisodes(List<Mark> marks, long tick) {
    for (Mark mark : marks) {
      if (!mark.start() && mark.tick() == tick) {
        String label = mark.label().isEmpty() ? state.episode.label() : mark.label();
        endEpisode(mark.id(), label, tick);
        state.episode = Episode.unmarked(tick);
      }
    }
  }

  private void answerWindows(long tick) {
    for (int r = 0; r < net.readouts.size(); r++) {
      CompiledReadout readout = net.readouts.get(r);
      if (readout.spec().window() instanceof Window.Ticks window
          && Math.floorMod(tick, window.every()) == 0) {
        answer(r, "", "", Math.max(state.startTick, tick - window.length()), tick);
        readout.reading().slide(state.arrays[readout.group()]);
      }
    }
  }

  private void startEpisode(Mark mark, long tick) {
    if (state.episode.marked()) {
      endEpisode(state.episode.id(), state.episode.label(), tick);
    }
    if (net.network.instances().resetAtEpisode()) {
      net.reset(state);
      state.startTick = tick;
      past.forEach(Map::clear);
      arriving.forEach(Map::clear);
    }
    startEpisodeReadouts();
    state.episode = new Episode(mark.id(), mark.label(), tick, true);
  }

  private void endEpisode(String id, String label, long tick) {
    for (int r = 0; r < net.readouts.size(); r++) {
      if (net.readouts.get(r).spec().window() instanceof Window.Episode) {
        answer(r, id, label, state.episode.firstTick(), tick);
      }
    }
    learnFromEpisode(label, tick);
    startEpisodeReadouts();
  }

  private void startEpisodeReadouts() {
    for (CompiledReadout readout : net.readouts) {
      if (readout.spec().window() instanceof Window.Episode) {
        readout.reading().start(state.arrays[readout.group()]);
      }
    }
  }

  private void answer(int r, String episode, String label, long first, long end) {
    CompiledReadout readout = net.readouts.get(r);
    double[] values = new double[readout.classes()];
    if (readout.weighs() && net.populations.get(readout.population()).size() > 0) {
      double[] shares = Saturation.shares(net.populations.get(readout.population()), state);
      readout.reading().observe(state.arrays[readout.group()], end - first, new Spikes(0), shares);
    }
    int winner = readout.reading().answer(state.arrays[readout.group()], end - first, values);
    if (winner == Reading.UNCHANGED) {
      return;
    }
    answers.add(
        new Answer(r, episode, label, first, end, winner, Arrays.stream(values).boxed().toList()));
  }

  private void step(long tick, List<Event> events) {
    int inputs = net.inputs.size();
    for (int i = 0; i < inputs; i++) {
      CompiledInput input = net.inputs.get(i);
      TickEvents own = new TickEvents();
      int index = i;
      events.stream().filter(e -> e.input() == index).forEach(e -> own.add(e.address(), e.value()));
      Spikes encoded = new Spikes(4);
      if (net.used[i]) {
        Encoding encoding = input.encoding().forOneThread();
        encoding.encode(own, state.arrays[input.group()], tick, noise[i], encoded);
      }
      past.get(i).put(tick, encoded);
    }
    int[] firstProjection = new int[net.populations.size()];
    for (int p = 1; p < firstProjection.length; p++) {
      firstProjection[p] = firstProjection[p - 1] + net.populations.get(p - 1).incoming().size();
    }
    List<Spike> fired = new ArrayList<>();
    for (int p : net.order) {
      CompiledPopulation population = net.populations.get(p);
      learnFromArrivals(population, tick, false);
      for (int j = 0; j < population.incoming().size(); j++) {
        arrive(p, population.incoming().get(j), synapses.get(firstProjection[p] + j), tick);
      }
      learnFromArrivals(population, tick, true);
      double[][] input = inputAt(p, tick);
      Spikes out = new Spikes(4);
      double[][] variables = state.arrays[population.group()];
      population.dynamics().step(variables, input, tick, noise[inputs + p], out);
      arriving.get(p).remove(tick);
      past.get(inputs + p).put(tick, out);
      Spikes teachers = compete(population, out, tick, noise[inputs + p]);
      learnFromSpikes(population, inputs + p, teachers, tick);
      for (int s = 0; s < out.size(); s++) {
        fired.add(new Spike(p, tick, out.neuron(s), out.count(s)));
        totals[p] += (long) out.count(s);
      }
    }
    fired.sort(Comparator.comparingInt(Spike::population));
    spikes.addAll(fired);
    observe(tick);
    record(tick);
  }

  private void arrive(
      int p, CompiledProjection projection, List<List<Synapse>> bySource, long tick) {
    int receptor = projection.receptor();
    double[] bias = projection.bias();
    if (bias != null) {
      double[] now = inputAt(p, tick)[receptor];
      for (int n = 0; n < now.length; n++) {
        now[n] += bias[n];
      }
    }
    int minDelay = projection.synapses().minDelay();
    Spikes arrived = past.get(projection.source()).get(tick - minDelay);
    if (arrived == null) {
      return;
    }
    double[] largest = new double[net.populations.get(p).size()];
    for (int s = 0; s < arrived.size(); s++) {
      if (arrived.neuron(s) >= bySource.size()) {
        continue;
      }
      for (Synapse synapse : bySource.get(arrived.neuron(s))) {
        double amount = weight(projection, synapse) * arrived.count(s);
        if (projection.synapses().takesMaximum()) {
          largest[synapse.target()] = Math.max(largest[synapse.target()], amount);
        } else {
          long at = tick + synapse.delay() - minDelay;
          inputAt(p, at)[receptor][synapse.target()] += amount;
        }
      }
    }
    if (projection.synapses().takesMaximum()) {
      double[] now = inputAt(p, tick)[receptor];
      for (int n = 0; n < now.length; n++) {
        now[n] += largest[n];
      }
    }
  }

  private double[][] inputAt(int p, long tick) {
    CompiledPopulation population = net.populations.get(p);
    return arriving
        .get(p)
        .computeIfAbsent(tick, t -> new double[population.ringGroups().length][population.size()]);
  }

  private void observe(long tick) {
    for (CompiledReadout readout : net.readouts) {
      if (readout.weighs()) {
        continue;
      }
      int group = net.populations.get(readout.population()).group();
      double[] variable =
          readout.variable() < 0 ? new double[0] : state.arrays[group][readout.variable()];
      long start =
          readout.spec().window() instanceof Window.Ticks window
              ? Math.max(state.startTick, Math.floorDiv(tick, window.every()) * window.every())
              : state.episode.firstTick();
      Spikes fired = past.get(net.inputs.size() + readout.population()).get(tick);
      readout
          .reading()
          .observe(
              state.arrays[readout.group()],
              tick - start,
              fired == null ? new Spikes(0) : fired,
              variable);
    }
  }

  private void record(long tick) {
    for (int r = 0; r < net.recordings.length; r++) {
      if (tick % net.network.recordings().get(r).everyTicks() == 0) {
        int group = net.populations.get(net.recordings[r][0]).group();
        double[] values = state.arrays[group][net.recordings[r][1]];
        samples.add(new Sample(r, tick, Arrays.stream(values).boxed().toList()));
      }
    }
  }
}
