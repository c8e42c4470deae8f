package io.spiketide.kernel;

import io.spiketide.competition.Contest;
import io.spiketide.encoding.Encoding;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Range;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Shape;
import io.spiketide.network.Stages;
import io.spiketide.neuron.Dynamics;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.Spikes;
import io.spiketide.plasticity.LearningState;
import io.spiketide.plasticity.Plasticity;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.readout.Reading;
import io.spiketide.synapse.PlasticSynapses;
import io.spiketide.synapse.Synapses;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network, or what one key runs of it, ready to run: equations with derived constants, synapses,
 * order of evaluation and the layout of the state. Immutable, shared by all instances and threads
 * of a process.
 *
 * <p>A key runs a range of neurons of each population of its stage, see {@link Stages}. What other
 * keys fire comes on {@link #channels}. All keys sum in the same order, so that it does not show
 * how a network is cut.
 *
 * <p>Sources are numbered inputs first, then populations, each in the order of the description.
 */
public final class CompiledNetwork {
  final Network network;
  final List<CompiledInput> inputs;
  final List<CompiledPopulation> populations;
  final List<CompiledReadout> readouts;

  /** Recorded variable of each recording: population index and variable index. */
  final int[][] recordings;

  /** Populations that are run, in an order in which zero-delay projections go forward. */
  final int[] order;

  /** Whether spikes or events of a source have a use here, by source. */
  final boolean[] used;

  /** Whether spikes of a population that is run here have a use elsewhere. */
  final boolean[] leaves;

  /** What other keys fire: by population, and for each by shard. */
  final List<SpikeChannel> channels;

  /** Of each population the index of its first channel, and the number of channels at the end. */
  final int[] firstChannel;

  /** Of each population the index of its first channel whose neurons come after those run here. */
  final int[] firstChannelAfter;

  /** Ticks for which spikes of a source are kept, at least 1: one more than the longest delay. */
  final int[] historySlots;

  /** After this many ticks without events and spikes nothing is in flight any more. */
  final int longestDelay;

  /** Whether a network that is at rest stays so until an event comes. */
  final boolean canRest;

  private final Stages stages;
  private final int stage;
  private final Layout layout;
  private final double[][][] initial;

  /** Which arrays stay as they are when an episode starts anew. */
  private final boolean[][] lasting;

  /**
   * @param encoding the compiled encoder
   * @param shape shape of the spikes that it makes
   * @param group index of its arrays in the layout
   */
  record CompiledInput(Input input, Encoding encoding, Shape shape, int group) {}

  /**
   * @param range the neurons that are run here
   * @param group index of its state variables in the layout, -1 if another stage has it
   * @param incoming its projections in the order of the description
   * @param ringGroups per receptor, the index in the layout of the ring of input by arrival tick,
   *     or -1 if all of its projections have one delay each, so that no ring is needed
   * @param competition how its neurons compete, null if they do not
   */
  record CompiledPopulation(
      Population population,
      Range range,
      NeuronModel model,
      Dynamics dynamics,
      int group,
      List<CompiledProjection> incoming,
      int[] ringGroups,
      @Nullable CompiledCompetition competition) {
    /** Number of neurons that are run here. */
    int size() {
      return range.size();
    }
  }

  /**
   * How a population competes.
   *
   * @param group index of its arrays in the layout
   * @param variables state variables of the neurons that it sees; -1 for one that the model has not
   */
  record CompiledCompetition(Contest contest, int group, int[] variables) {}

  /**
   * @param source source number
   */
  record CompiledProjection(
      Projection projection,
      int source,
      int receptor,
      Synapses synapses,
      double @Nullable [] bias,
      @Nullable CompiledLearning learning) {}

  /**
   * How a projection learns.
   *
   * @param group index of its arrays in the layout: the weights, the control, then the variables of
   *     the rule, per source neuron, per target neuron and per weight
   * @param ruleVariables number of variables of the whole projection
   * @param preVariables number of variables per source neuron
   * @param postVariables number of variables per target neuron
   * @param neuronVariables state variables of the target neurons that the rule reads
   * @param signal source number of its learning signal, -1 for none
   * @param labels names of the classes of labels
   * @param bounds smallest and largest weight
   */
  record CompiledLearning(
      Plasticity rule,
      PlasticSynapses synapses,
      int group,
      int ruleVariables,
      int preVariables,
      int postVariables,
      int[] neuronVariables,
      int signal,
      List<String> labels,
      double[] bounds) {
    /** Index of the weights among the arrays. */
    static final int WEIGHTS = 0;

    /** Index of what commands change. */
    static final int CONTROL = 1;

    /** Index of the first variable of the rule. */
    static final int VARIABLES = 2;

    /** Shows the state of an instance as the rule sees it. */
    void show(double[][] arrays, LearningState view) {
      view.weights = arrays[WEIGHTS];
      view.rate = arrays[CONTROL][RATE];
      int next = VARIABLES;
      view.rule = Arrays.copyOfRange(arrays, next, next += ruleVariables);
      view.pre = Arrays.copyOfRange(arrays, next, next += preVariables);
      view.post = Arrays.copyOfRange(arrays, next, next += postVariables);
      view.synapse = Arrays.copyOfRange(arrays, next, arrays.length);
    }

    /** Does what the rule has put off in the state of an instance. */
    void settle(double[][] arrays) {
      LearningState view = new LearningState();
      show(arrays, view);
      rule.settle(view);
    }

    /** Place of the factor of all changes in the control. */
    static final int RATE = 0;

    /** Place of the factor that applies again when learning is switched on. */
    static final int RATE_WHEN_ON = 1;

    /** Place of what says whether learning is on: 1 or 0. */
    static final int ON = 2;
  }

  /**
   * @param variable index of the state variable that is read, -1 for none
   * @param weighs whether weights are read, when the window ends
   */
  record CompiledReadout(
      ReadoutSpec spec,
      int population,
      Reading reading,
      int variable,
      boolean weighs,
      int classes,
      int group) {}

  CompiledNetwork(
      Network network,
      Stages stages,
      int stage,
      List<CompiledInput> inputs,
      List<CompiledPopulation> populations,
      List<CompiledReadout> readouts,
      int[][] recordings,
      boolean[] leaves,
      List<SpikeChannel> channels,
      int[] firstChannelAfter,
      Layout layout,
      double[][][] initial,
      boolean[][] lasting) {
    this.network = network;
    this.stages = stages;
    this.stage = stage;
    this.inputs = List.copyOf(inputs);
    this.populations = List.copyOf(populations);
    this.readouts = List.copyOf(readouts);
    this.recordings = recordings;
    this.leaves = leaves;
    this.channels = List.copyOf(channels);
    this.firstChannel = new int[populations.size() + 1];
    for (SpikeChannel channel : channels) {
      firstChannel[channel.population() + 1]++;
    }
    for (int p = 0; p < populations.size(); p++) {
      firstChannel[p + 1] += firstChannel[p];
    }
    this.firstChannelAfter = firstChannelAfter;
    this.layout = layout;
    this.initial = initial;
    this.lasting = lasting;
    this.order = ZeroDelayOrder.of(network, populations, inputs.size());
    this.used = new boolean[inputs.size() + populations.size()];
    this.historySlots = new int[inputs.size() + populations.size()];
    Arrays.fill(historySlots, 1);
    int longest = 0;
    boolean runsEveryTick = false;
    for (int i = 0; i < populations.size(); i++) {
      CompiledPopulation population = populations.get(i);
      int own = inputs.size() + i;
      for (CompiledProjection p : population.incoming()) {
        historySlots[p.source()] = Math.max(historySlots[p.source()], p.synapses().minDelay() + 1);
        longest = Math.max(longest, p.synapses().maxDelay());
        used[p.source()] = true;
        CompiledLearning learning = p.learning();
        if (learning != null) {
          int lag = learning.rule().postLag();
          historySlots[own] = Math.max(historySlots[own], lag == 0 ? 1 : lag + 1);
          longest = Math.max(longest, lag);
          runsEveryTick |= learning.rule().everyTick();
          if (learning.signal() >= 0) {
            used[learning.signal()] = true;
          }
        }
      }
    }
    this.longestDelay = longest;
    this.canRest =
        recordings.length == 0
            && !runsEveryTick
            && Arrays.stream(order).allMatch(p -> populations.get(p).dynamics().autonomous())
            && readouts.stream().allMatch(r -> r.reading().ignoresSilence());
  }

  /**
   * Compiles a network that {@code NetworkRules} finds no error in.
   *
   * @throws IllegalArgumentException if it has errors
   */
  public static CompiledNetwork compile(Network network) {
    return new NetworkCompiler(network, Stages.whole(network), 0, 0, null).compile();
  }

  /**
   * Compiles a shard of the stage that this one is of.
   *
   * @throws IllegalArgumentException if it cannot be cut so, which {@code StageRules} tell
   */
  public CompiledNetwork shard(int shard) {
    return new NetworkCompiler(network, stages, stage, shard, layout).compile();
  }

  /**
   * A stage without neurons, which knows the layout of all of its shards and can compile them.
   *
   * @param stage index of the stage
   */
  public static CompiledNetwork template(Network network, Stages stages, int stage) {
    return new NetworkCompiler(network, stages, stage, NetworkCompiler.NO_SHARD, null).compile();
  }

  public Network network() {
    return network;
  }

  /** How the network is cut. */
  public Stages stages() {
    return stages;
  }

  /** Index of the stage that this is or is a shard of. */
  public int stage() {
    return stage;
  }

  /** The neurons of a population that are run here. */
  public Range range(int population) {
    return populations.get(population).range();
  }

  /** What other keys fire, by population and for each by shard. */
  public List<SpikeChannel> channels() {
    return channels;
  }

  /** Whether some of the spikes of a population come from other keys. */
  boolean isHeard(int population) {
    return firstChannel[population + 1] > firstChannel[population];
  }

  /**
   * Names and sizes of the state arrays of an instance. Where populations are cut, sizes are those
   * of the whole ones, so that all shards of a stage have the same layout.
   */
  public Layout layout() {
    return layout;
  }

  /** The arrays of a group as a new instance has them; not to be changed. */
  double[][] initialArrays(int group) {
    return initial[group];
  }

  /** Shape of what a source sends. */
  Shape sourceShape(int source) {
    return source < inputs.size()
        ? inputs.get(source).shape()
        : populations.get(source - inputs.size()).population().shape();
  }

  /** Shape of the spikes of an input. */
  public Shape inputShape(int input) {
    return inputs.get(input).shape();
  }

  /** Number of synapses of all projections. */
  public long synapses() {
    return populations.stream()
        .flatMap(p -> p.incoming().stream())
        .mapToLong(p -> p.synapses().count())
        .sum();
  }

  /** Bytes that the synapses of all projections take, once per process. */
  public long synapseBytes() {
    return populations.stream()
        .flatMap(p -> p.incoming().stream())
        .mapToLong(p -> p.synapses().bytes())
        .sum();
  }

  /** Number of values that a readout answers with. */
  public int classes(int readout) {
    return readouts.get(readout).classes();
  }

  /** The state of a new instance. */
  public KernelState newState() {
    double[][][] arrays = new double[initial.length][][];
    for (int g = 0; g < initial.length; g++) {
      arrays[g] = KernelState.group(initial[g].length);
      for (int a = 0; a < arrays[g].length; a++) {
        arrays[g][a] = initial[g][a].clone();
      }
    }
    @Nullable Spikes[][] history = new Spikes[historySlots.length][];
    for (int s = 0; s < history.length; s++) {
      history[s] = KernelState.history(historySlots[s] == 1 ? 0 : historySlots[s]);
    }
    return new KernelState(layout, arrays, history);
  }

  /** Does what learning rules have put off. */
  public void settle(KernelState state) {
    for (CompiledPopulation population : populations) {
      for (CompiledProjection projection : population.incoming()) {
        if (projection.learning() != null) {
          projection.learning().settle(state.arrays[projection.learning().group()]);
        }
      }
    }
  }

  /**
   * Sets neurons, encoders, traces and spikes in flight back to those of a new instance; weights
   * and what else was learned stays.
   */
  void reset(KernelState state) {
    settle(state);
    for (int g = 0; g < initial.length; g++) {
      for (int a = 0; a < initial[g].length; a++) {
        if (!lasting[g][a]) {
          System.arraycopy(initial[g][a], 0, state.arrays[g][a], 0, initial[g][a].length);
        }
      }
    }
    for (@Nullable Spikes[] slots : state.history) {
      for (Spikes spikes : slots) {
        if (spikes != null) {
          spikes.clear();
        }
      }
    }
  }

  /**
   * A state that fits this network with the values of a stored one, by the names in their layouts;
   * the stored one itself if it has the very layout of this network. What is new starts as in a new
   * instance, what is gone is forgotten. Spikes that were on their way go on along the projections
   * of this network.
   *
   * @throws IllegalStateException if a stored array has another size, or the origin of the stored
   *     state is unknown and spikes on their way do not fit; the message names it
   */
  public KernelState adopt(KernelState stored) {
    if (stored.layout == layout) {
      return stored;
    }
    return stored.layout.equals(layout)
        ? stored.under(layout)
        : new Adoption(stored, newState()).adopted();
  }

  /** The random numbers of a source (input or population) in an instance. */
  CounterRandom noise(int source, String instance) {
    boolean input = source < inputs.size();
    String name =
        input
            ? inputs.get(source).input().name()
            : populations.get(source - inputs.size()).population().name();
    Purpose purpose = input ? Purpose.ENCODER : Purpose.NOISE;
    return new CounterRandom(network.seed(), purpose, name, instance);
  }
}
