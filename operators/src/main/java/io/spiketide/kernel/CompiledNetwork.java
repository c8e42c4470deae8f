package io.spiketide.kernel;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.StateArray;
import io.spiketide.encoding.EncoderSettings;
import io.spiketide.encoding.Encoding;
import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Dynamics;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;
import io.spiketide.readout.Reading;
import io.spiketide.readout.Readout;
import io.spiketide.readout.ReadoutSettings;
import io.spiketide.readout.Readouts;
import io.spiketide.synapse.SynapseCompiler;
import io.spiketide.synapse.Synapses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network ready to run: equations with derived constants, synapses, order of evaluation and the
 * layout of the state. Immutable, shared by all instances and threads of a process.
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

  /** Populations in an order in which zero-delay projections go forward. */
  final int[] order;

  /** Ticks for which spikes of a source are kept, at least 1: one more than the longest delay. */
  final int[] historySlots;

  /** After this many ticks without events and spikes nothing is in flight any more. */
  final int longestDelay;

  /** Whether a network that is at rest stays so until an event comes. */
  final boolean canRest;

  private final Layout layout;
  private final double[][][] initial;

  /**
   * @param encoding the compiled encoder
   * @param shape shape of the spikes that it makes
   * @param group index of its arrays in the layout
   */
  record CompiledInput(Input input, Encoding encoding, Shape shape, int group) {}

  /**
   * @param group index of its state variables in the layout
   * @param incoming its projections in the order of the description
   * @param ringGroups per receptor, the index in the layout of the ring of input by arrival tick,
   *     or -1 if all of its projections have one delay each, so that no ring is needed
   */
  record CompiledPopulation(
      Population population,
      NeuronModel model,
      Dynamics dynamics,
      int group,
      List<CompiledProjection> incoming,
      int[] ringGroups) {
    int size() {
      return population.shape().size();
    }
  }

  /**
   * @param source source number
   */
  record CompiledProjection(
      Projection projection,
      int source,
      int receptor,
      Synapses synapses,
      double @Nullable [] bias) {}

  /**
   * @param variable index of the state variable that is read, -1 for none
   */
  record CompiledReadout(
      ReadoutSpec spec, int population, Reading reading, int variable, int classes, int group) {}

  private CompiledNetwork(
      Network network,
      List<CompiledInput> inputs,
      List<CompiledPopulation> populations,
      List<CompiledReadout> readouts,
      int[][] recordings,
      List<Layout.Group> groups,
      double[][][] initial) {
    this.network = network;
    this.inputs = List.copyOf(inputs);
    this.populations = List.copyOf(populations);
    this.readouts = List.copyOf(readouts);
    this.recordings = recordings;
    this.layout = new Layout(Origin.of(network, inputs, populations), groups);
    this.initial = initial;
    this.order = ZeroDelayOrder.of(network, populations, inputs.size());
    this.historySlots = new int[inputs.size() + populations.size()];
    Arrays.fill(historySlots, 1);
    int longest = 0;
    for (CompiledPopulation population : populations) {
      for (CompiledProjection p : population.incoming()) {
        historySlots[p.source()] = Math.max(historySlots[p.source()], p.synapses().minDelay() + 1);
        longest = Math.max(longest, p.synapses().maxDelay());
      }
    }
    this.longestDelay = longest;
    this.canRest =
        recordings.length == 0
            && populations.stream().allMatch(p -> p.dynamics().autonomous())
            && readouts.stream().allMatch(r -> r.reading().ignoresSilence());
  }

  /**
   * Compiles a network that {@code NetworkRules} finds no error in.
   *
   * @throws IllegalArgumentException if it has errors
   */
  public static CompiledNetwork compile(Network network) {
    return new Compiler(network).compile();
  }

  public Network network() {
    return network;
  }

  /** Names and sizes of the state arrays of an instance. */
  public Layout layout() {
    return layout;
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
      arrays[g] = new double[initial[g].length][];
      for (int a = 0; a < arrays[g].length; a++) {
        arrays[g][a] = initial[g][a].clone();
      }
    }
    @Nullable Spikes[][] history = new Spikes[historySlots.length][];
    for (int s = 0; s < history.length; s++) {
      history[s] = new Spikes[historySlots[s] == 1 ? 0 : historySlots[s]];
    }
    return new KernelState(layout, arrays, history);
  }

  /** Sets neurons, encoders and spikes in flight back to those of a new instance. */
  void reset(KernelState state) {
    for (int g = 0; g < initial.length; g++) {
      for (int a = 0; a < initial[g].length; a++) {
        System.arraycopy(initial[g][a], 0, state.arrays[g][a], 0, initial[g][a].length);
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

  /** Builds the parts in the order in which they depend on each other. */
  private static final class Compiler {
    private final Network network;
    private final List<Layout.Group> groups = new ArrayList<>();
    private final List<double[][]> initial = new ArrayList<>();
    private final Map<String, Integer> sourceNumbers = new HashMap<>();
    private final Map<String, Shape> sourceShapes = new HashMap<>();

    Compiler(Network network) {
      this.network = network;
    }

    CompiledNetwork compile() {
      List<CompiledInput> inputs = network.inputs().stream().map(this::input).toList();
      for (Population population : network.populations()) {
        sourceNumbers.put(population.name(), sourceNumbers.size());
        sourceShapes.put(population.name(), population.shape());
      }
      List<CompiledPopulation> populations =
          network.populations().stream().map(this::population).toList();
      List<CompiledReadout> readouts =
          network.readouts().stream().map(r -> readout(r, populations)).toList();
      for (Population population : network.populations()) {
        if (population.publish()) {
          addGroup(Layout.SPIKES + population.name(), List.of());
        }
      }
      network.recordings().stream()
          .map(r -> Layout.RECORDING + r.population() + '/' + r.variable())
          .forEach(name -> addGroup(name, List.of()));
      int[][] recordings =
          network.recordings().stream()
              .map(
                  r -> {
                    int p = sourceNumber(r.population()) - inputs.size();
                    return new int[] {p, variable(populations.get(p).model(), r.variable())};
                  })
              .toArray(int[][]::new);
      return new CompiledNetwork(
          network,
          inputs,
          populations,
          readouts,
          recordings,
          groups,
          initial.toArray(double[][][]::new));
    }

    private CompiledInput input(Input input) {
      SpikeEncoder encoder = SpikeEncoders.CATALOG.get(input.encoder().type());
      Arguments arguments =
          Resolve.arguments(
              encoder,
              input.encoder(),
              input.shape().size(),
              shared(Purpose.PARAMETER, input.name()));
      EncoderSettings settings = new EncoderSettings(input.shape(), network.time(), arguments);
      Encoding encoding = encoder.compile(settings);
      Shape shape = encoder.outputShape(settings);
      sourceNumbers.put(input.name(), sourceNumbers.size());
      sourceShapes.put(input.name(), shape);
      int group = addGroup(Layout.INPUT + input.name(), encoding.state());
      return new CompiledInput(input, encoding, shape, group);
    }

    private CompiledPopulation population(Population population) {
      NeuronModel model = NeuronModels.CATALOG.get(population.model().type());
      int n = population.shape().size();
      Arguments arguments =
          Resolve.arguments(
              model, population.model(), n, shared(Purpose.PARAMETER, population.name()));
      Dynamics dynamics = model.compile(new PopulationSettings(n, network.time(), arguments));
      List<StateArray> arrays =
          model.variables().stream().map(v -> new StateArray(v.name(), n, 0)).toList();
      int group = addGroup(Layout.POPULATION + population.name(), arrays);
      fillInitialState(population, model, arguments, initial.get(group));

      List<CompiledProjection> incoming =
          network.projections().stream()
              .filter(p -> p.target().equals(population.name()))
              .map(p -> projection(p, population, model))
              .toList();
      int[] ringGroups = new int[model.receptors().size()];
      for (int r = 0; r < ringGroups.length; r++) {
        int receptor = r;
        int slots =
            1
                + incoming.stream()
                    .filter(p -> p.receptor() == receptor)
                    .mapToInt(p -> p.synapses().maxDelay() - p.synapses().minDelay())
                    .max()
                    .orElse(0);
        ringGroups[r] = slots == 1 ? -1 : addRing(population, model.receptors().get(r), slots);
      }
      return new CompiledPopulation(population, model, dynamics, group, incoming, ringGroups);
    }

    private int addRing(Population population, String receptor, int slots) {
      List<StateArray> arrays = new ArrayList<>();
      for (int slot = 0; slot < slots; slot++) {
        arrays.add(new StateArray("slot" + slot, population.shape().size(), 0));
      }
      return addGroup(Layout.RING + population.name() + '/' + receptor, arrays);
    }

    private void fillInitialState(
        Population population, NeuronModel model, Arguments arguments, double[][] arrays) {
      for (int v = 0; v < arrays.length; v++) {
        NeuronModel.Variable variable = model.variables().get(v);
        Values values = population.initial().get(variable.name());
        int n = arrays[v].length;
        if (values != null) {
          CounterRandom own =
              new CounterRandom(
                  network.seed(),
                  Purpose.INITIAL_STATE,
                  population.name() + '.' + variable.name(),
                  "");
          arrays[v] = Draws.all(values, n, own);
        } else if (!variable.initialParameter().isEmpty()) {
          arrays[v] = arguments.each(variable.initialParameter(), n);
        }
      }
    }

    private CompiledProjection projection(
        Projection projection, Population target, NeuronModel model) {
      Shape source = sourceShape(projection.source());
      Synapses synapses =
          SynapseCompiler.compile(projection, source, target.shape(), network.seed());
      int receptor =
          projection.receptor().isEmpty() ? 0 : model.receptors().indexOf(projection.receptor());
      double[] bias = projection.bias();
      if (bias != null && bias.length == 1) {
        double[] all = new double[target.shape().size()];
        Arrays.fill(all, bias[0]);
        bias = all;
      }
      return new CompiledProjection(
          projection, sourceNumber(projection.source()), receptor, synapses, bias);
    }

    private CompiledReadout readout(ReadoutSpec spec, List<CompiledPopulation> populations) {
      Readout readout = Readouts.CATALOG.get(spec.readout().type());
      int p = sourceNumber(spec.population()) - network.inputs().size();
      CompiledPopulation population = populations.get(p);
      int classes = spec.labels().isEmpty() ? population.size() : spec.labels().size();
      int steps =
          spec.window() instanceof ReadoutSpec.Window.Ticks t ? (int) (t.length() / t.every()) : 1;
      Arguments arguments =
          Resolve.arguments(
              readout, spec.readout(), 1, shared(Purpose.PARAMETER, "readout " + spec.name()));
      Reading reading =
          readout.compile(
              new ReadoutSettings(population.size(), classes, network.time(), steps, arguments));
      int variable =
          readout.variable().isEmpty() ? -1 : variable(population.model(), readout.variable());
      int group = addGroup(Layout.READOUT + spec.name(), reading.state());
      return new CompiledReadout(spec, p, reading, variable, classes, group);
    }

    private int sourceNumber(String name) {
      Integer number = sourceNumbers.get(name);
      if (number == null) {
        throw new IllegalArgumentException("there is no input or population '" + name + "'");
      }
      return number;
    }

    private Shape sourceShape(String name) {
      Shape shape = sourceShapes.get(name);
      if (shape == null) {
        throw new IllegalArgumentException("there is no input or population '" + name + "'");
      }
      return shape;
    }

    private CounterRandom shared(Purpose purpose, String component) {
      return new CounterRandom(network.seed(), purpose, component, "");
    }

    private int addGroup(String name, List<StateArray> arrays) {
      groups.add(new Layout.Group(name, arrays));
      double[][] values = new double[arrays.size()][];
      for (int a = 0; a < values.length; a++) {
        values[a] = new double[arrays.get(a).length()];
        Arrays.fill(values[a], arrays.get(a).initial());
      }
      initial.add(values);
      return groups.size() - 1;
    }

    private static int variable(NeuronModel model, String name) {
      for (int v = 0; v < model.variables().size(); v++) {
        if (model.variables().get(v).name().equals(name)) {
          return v;
        }
      }
      throw new IllegalArgumentException(
          "neuron model " + model.name() + " has no state variable " + name);
    }
  }
}
