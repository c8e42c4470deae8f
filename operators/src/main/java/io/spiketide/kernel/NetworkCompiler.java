package io.spiketide.kernel;

import io.spiketide.catalog.StateArray;
import io.spiketide.competition.Competition;
import io.spiketide.competition.Competitions;
import io.spiketide.competition.Contest;
import io.spiketide.encoding.EncoderChain;
import io.spiketide.encoding.Encoding;
import io.spiketide.kernel.CompiledNetwork.CompiledCompetition;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
import io.spiketide.network.DelayRange;
import io.spiketide.network.Input;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Range;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.network.StateRecording;
import io.spiketide.network.Values;
import io.spiketide.neuron.Dynamics;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.plasticity.LearningRule;
import io.spiketide.plasticity.LearningRules;
import io.spiketide.plasticity.LearningSettings;
import io.spiketide.plasticity.Plasticity;
import io.spiketide.plasticity.WeightBounds;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;
import io.spiketide.readout.Reading;
import io.spiketide.readout.Readout;
import io.spiketide.readout.ReadoutSettings;
import io.spiketide.readout.Readouts;
import io.spiketide.synapse.PlasticSynapses;
import io.spiketide.synapse.SynapseCompiler;
import io.spiketide.synapse.SynapseEstimate;
import io.spiketide.synapse.Synapses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the parts of a {@link CompiledNetwork} in the order in which they depend on each other.
 */
final class NetworkCompiler {
  /** Stands for a shard in which no neurons are. */
  static final int NO_SHARD = -1;

  private static final Dynamics NOT_RUN_HERE = (state, input, tick, noise, spikes) -> {};

  private final Network network;
  private final Stages stages;
  private final int stageIndex;
  private final Stage stage;
  private final int shard;
  private final @Nullable Layout known;
  private final List<Layout.Group> groups = new ArrayList<>();
  private final List<double[][]> initial = new ArrayList<>();
  private final List<boolean[]> lasting = new ArrayList<>();
  private final Map<String, Integer> sourceNumbers = new HashMap<>();
  private final Map<String, Shape> sourceShapes = new HashMap<>();

  /**
   * @param known the layout of the stage, if it has been compiled before: one object for all shards
   */
  NetworkCompiler(Network network, Stages stages, int stage, int shard, @Nullable Layout known) {
    this.network = network;
    this.stages = stages;
    this.stageIndex = stage;
    this.stage = stages.stage(stage);
    this.shard = shard;
    this.known = known;
  }

  CompiledNetwork compile() {
    List<CompiledInput> inputs = network.inputs().stream().map(this::input).toList();
    for (Population population : network.populations()) {
      sourceNumbers.put(population.name(), sourceNumbers.size());
      sourceShapes.put(population.name(), population.shape());
    }
    List<CompiledPopulation> populations =
        network.populations().stream().map(this::population).toList();
    int[] firstChannelAfter = new int[populations.size()];
    List<SpikeChannel> channels = channels(populations, firstChannelAfter);
    List<CompiledReadout> readouts =
        network.readouts().stream()
            .filter(r -> stage.readouts().contains(r.name()))
            .map(r -> readout(r, populations))
            .toList();
    for (Population population : stages.sent(network, stageIndex)) {
      addGroup(Layout.SPIKES + population.name(), List.of());
    }
    List<StateRecording> recorded =
        network.recordings().stream()
            .filter(r -> stage.populations().contains(r.population()))
            .toList();
    recorded.stream()
        .map(r -> Layout.RECORDING + r.population() + '/' + r.variable())
        .forEach(name -> addGroup(name, List.of()));
    int[][] recordings =
        recorded.stream()
            .map(
                r -> {
                  int p = sourceNumber(r.population()) - inputs.size();
                  return new int[] {p, variable(populations.get(p).model(), r.variable())};
                })
            .toArray(int[][]::new);
    return new CompiledNetwork(
        network,
        stages,
        stageIndex,
        inputs,
        populations,
        readouts,
        recordings,
        leaves(),
        channels,
        firstChannelAfter,
        known == null ? new Layout(Origin.of(network, stages), groups) : known,
        initial.toArray(double[][][]::new),
        lasting.toArray(boolean[][]::new));
  }

  /** Whether the stage that is compiled has a population. */
  private boolean isHere(Population population) {
    return stage.populations().contains(population.name());
  }

  /** Which populations fire for others than the key that runs them. */
  private boolean[] leaves() {
    Set<String> fedBack = stages.fedBack(network);
    Set<String> forwarded = stages.forwarded(network);
    boolean[] leaves = new boolean[network.populations().size()];
    for (int p = 0; p < leaves.length; p++) {
      Population population = network.populations().get(p);
      String name = population.name();
      leaves[p] = population.publish() || fedBack.contains(name) || forwarded.contains(name);
    }
    return leaves;
  }

  /** The channels on which spikes come that other keys fire. */
  private List<SpikeChannel> channels(List<CompiledPopulation> populations, int[] firstAfter) {
    Set<String> run =
        populations.stream()
            .filter(p -> p.size() > 0)
            .map(p -> p.population().name())
            .collect(Collectors.toSet());
    List<Stages.Hop> hops =
        stages.hops(network).stream()
            .filter(hop -> hop.to() == stageIndex)
            .filter(hop -> hop.target().isEmpty() || run.contains(hop.target()))
            .toList();
    List<SpikeChannel> channels = new ArrayList<>();
    for (int p = 0; p < populations.size(); p++) {
      Population population = network.populations().get(p);
      int delay = delayFromElsewhere(population.name(), hops);
      firstAfter[p] = channels.size();
      for (int s = 0; delay >= 0 && s < stages.shards(population.name()); s++) {
        boolean own = isHere(population) && s == shard;
        if (own) {
          firstAfter[p] = channels.size();
        } else if (!stages.shard(population, s).isEmpty()) {
          channels.add(new SpikeChannel(p, s, delay));
        }
      }
    }
    return channels;
  }

  /** The smallest delay with which spikes of a population come from other keys, -1 if none do. */
  private static int delayFromElsewhere(String population, List<Stages.Hop> hops) {
    return hops.stream()
        .filter(hop -> hop.population().equals(population))
        .mapToInt(Stages.Hop::delay)
        .min()
        .orElse(-1);
  }

  private CompiledInput input(Input input) {
    EncoderChain chain = Resolve.encoders(input, network);
    Encoding encoding = chain.compile();
    Shape shape = chain.shape();
    sourceNumbers.put(input.name(), sourceNumbers.size());
    sourceShapes.put(input.name(), shape);
    int group = addGroup(Layout.INPUT + input.name(), encoding.state());
    return new CompiledInput(input, encoding, shape, group);
  }

  private CompiledPopulation population(Population population) {
    NeuronModel model = NeuronModels.CATALOG.get(population.model().type());
    if (!isHere(population)) {
      return new CompiledPopulation(
          population, Range.all(0), model, NOT_RUN_HERE, -1, List.of(), new int[0], null);
    }
    int n = population.shape().size();
    Range range = shard == NO_SHARD ? Range.all(0) : stages.shard(population, shard);
    PopulationSettings settings = Resolve.population(model, population, range, network);
    Dynamics dynamics = range.isEmpty() ? NOT_RUN_HERE : model.compile(settings);
    List<StateArray> arrays =
        model.variables().stream().map(v -> new StateArray(v.name(), n, 0)).toList();
    int group = addGroup(Layout.POPULATION + population.name(), arrays, range);
    fillInitialState(population, model, settings, initial.get(group));
    for (int v = 0; v < arrays.size(); v++) {
      lasting.get(group)[v] = model.variables().get(v).lasts();
    }

    List<Projection> into =
        network.projections().stream().filter(p -> p.target().equals(population.name())).toList();
    List<CompiledProjection> incoming = new ArrayList<>();
    for (Projection p : into) {
      if (!range.isEmpty()) {
        incoming.add(projection(p, population, range, model));
      } else if (p.learning() != null) {
        learningGroup(p, p.learning().rule(), null, range);
      }
    }
    int[] ringGroups = new int[model.receptors().size()];
    for (int r = 0; r < ringGroups.length; r++) {
      int receptor = r;
      int slots =
          1
              + into.stream()
                  .filter(p -> receptor(p, model) == receptor)
                  .mapToInt(p -> DelayRange.max(p.delays()) - DelayRange.min(p.delays()))
                  .max()
                  .orElse(0);
      ringGroups[r] = slots == 1 ? -1 : addRing(population, range, model.receptors().get(r), slots);
    }
    return new CompiledPopulation(
        population,
        range,
        model,
        dynamics,
        group,
        incoming,
        ringGroups,
        population.competition() == null
            ? null
            : competition(population, population.competition(), model));
  }

  private CompiledCompetition competition(
      Population population, Settings settings, NeuronModel model) {
    Competition competition = Competitions.CATALOG.get(settings.type());
    Contest contest =
        competition.compile(Resolve.competition(competition, population, settings, network));
    List<StateArray> arrays = new ArrayList<>();
    Stream.concat(contest.state().stream(), contest.lasting().stream())
        .map(a -> new StateArray(settings.type() + '.' + a.name(), a.length(), a.initial()))
        .forEach(arrays::add);
    int group = addGroup(Layout.COMPETITION + population.name(), arrays);
    Arrays.fill(lasting.get(group), contest.state().size(), arrays.size(), true);
    int[] variables =
        Stream.concat(
                competition.neuronVariables().stream().map(name -> variable(model, name)),
                competition.optionalVariables().stream().map(name -> variableIndex(model, name)))
            .mapToInt(v -> v)
            .toArray();
    return new CompiledCompetition(contest, group, variables);
  }

  private int addRing(Population population, Range range, String receptor, int slots) {
    List<StateArray> arrays = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      arrays.add(new StateArray("slot" + slot, population.shape().size(), 0));
    }
    return addGroup(Layout.RING + population.name() + '/' + receptor, arrays, range);
  }

  private void fillInitialState(
      Population population, NeuronModel model, PopulationSettings settings, double[][] arrays) {
    int size = population.shape().size();
    int first = settings.first();
    for (int v = 0; v < arrays.length; v++) {
      NeuronModel.Variable variable = model.variables().get(v);
      Values values = population.initial().get(variable.name());
      if (values != null) {
        CounterRandom own =
            new CounterRandom(
                network.seed(),
                Purpose.INITIAL_STATE,
                population.name() + '.' + variable.name(),
                "");
        double[] all = Draws.all(values, size, own);
        arrays[v] = Arrays.copyOfRange(all, first, first + settings.neurons());
      } else if (!variable.initialParameter().isEmpty()) {
        arrays[v] = settings.each(variable.initialParameter());
      }
    }
  }

  private CompiledProjection projection(
      Projection projection, Population target, Range range, NeuronModel model) {
    Shape source = sourceShape(projection.source());
    Synapses synapses =
        SynapseCompiler.compile(
            projection,
            source,
            target.shape(),
            range,
            firstHeard(projection.source()),
            network.placement().redraw() && projection.learning() == null,
            network.seed());
    double[] bias = projection.bias() == null ? null : bias(projection.bias(), range);
    CompiledLearning learning =
        projection.learning() == null
            ? null
            : learning(projection, projection.learning(), synapses, target, range, model);
    return new CompiledProjection(
        projection,
        sourceNumber(projection.source()),
        receptor(projection, model),
        learning == null ? synapses : learning.synapses(),
        bias,
        learning);
  }

  private CompiledLearning learning(
      Projection projection,
      Learning learning,
      Synapses synapses,
      Population target,
      Range range,
      NeuronModel model) {
    LearningRule rule = LearningRules.CATALOG.get(learning.rule().type());
    int sources = sourceShape(projection.source()).size();
    PlasticSynapses plastic = PlasticSynapses.of(synapses, sources, range.size());
    LearningSettings settings =
        Resolve.learning(
            rule,
            projection,
            learning,
            plastic,
            sourceShape(projection.source()),
            target,
            range,
            network);
    List<String> labels = settings.labels();
    Plasticity plasticity = rule.compile(settings);
    PlasticSynapses starting = plastic.startingAt(plasticity::initialWeight);
    return new CompiledLearning(
        plasticity,
        starting,
        learningGroup(projection, learning.rule(), starting, range),
        rule.ruleVariables().size(),
        rule.preVariables().size(),
        rule.postVariables().size(),
        rule.neuronVariables().stream().mapToInt(name -> variable(model, name)).toArray(),
        learning.signal().isEmpty() ? -1 : sourceNumber(learning.signal()),
        labels,
        new double[] {
          settings.value(WeightBounds.W_MIN.name()), settings.value(WeightBounds.W_MAX.name())
        });
  }

  /**
   * Adds the arrays of a projection that learns.
   *
   * @param synapses null where none are run here
   */
  private int learningGroup(
      Projection projection, Settings settings, @Nullable PlasticSynapses synapses, Range range) {
    LearningRule rule = LearningRules.CATALOG.get(settings.type());
    Population target =
        network
            .population(projection.target())
            .orElseThrow(() -> new IllegalStateException("no target of " + projection.name()));
    int sources = sourceShape(projection.source()).size();
    int weights =
        (int)
            Math.min(
                Integer.MAX_VALUE,
                SynapseEstimate.of(projection, sourceShape(projection.source()), target.shape())
                    .stored());
    List<StateArray> arrays = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<Boolean> lasts = new ArrayList<>();
    arrays.add(new StateArray("w", weights, 0));
    values.add(synapses == null ? new double[0] : synapses.initialWeights());
    lasts.add(true);
    arrays.add(new StateArray("control", 3, 1));
    values.add(new double[] {1, 1, 1});
    lasts.add(true);
    addVariables(rule.ruleVariables(), "rule.", 1, 1, arrays, values, lasts);
    int here = range.size();
    int weightsHere = synapses == null ? 0 : synapses.initialWeights().length;
    addVariables(
        rule.preVariables(), "pre.", sources, here == 0 ? 0 : sources, arrays, values, lasts);
    addVariables(rule.postVariables(), "post.", target.shape().size(), here, arrays, values, lasts);
    addVariables(
        rule.synapseVariables(settings), "synapse.", weights, weightsHere, arrays, values, lasts);
    int group = addGroup(Layout.PROJECTION + projection.name(), arrays);
    initial.set(group, values.toArray(double[][]::new));
    for (int a = 0; a < arrays.size(); a++) {
      lasting.get(group)[a] = lasts.get(a);
    }
    return group;
  }

  private static void addVariables(
      List<LearningRule.Variable> variables,
      String prefix,
      int whole,
      int here,
      List<StateArray> arrays,
      List<double[]> values,
      List<Boolean> lasts) {
    for (LearningRule.Variable variable : variables) {
      arrays.add(new StateArray(prefix + variable.name(), whole, variable.initial()));
      double[] own = new double[here];
      Arrays.fill(own, variable.initial());
      values.add(own);
      lasts.add(variable.lasts());
    }
  }

  private static int receptor(Projection projection, NeuronModel model) {
    return projection.receptor().isEmpty() ? 0 : model.receptors().indexOf(projection.receptor());
  }

  /**
   * The index from which spikes of a source count its neurons: 0, unless none are heard of but
   * those that are run here.
   */
  private int firstHeard(String source) {
    return network
        .population(source)
        .filter(this::isHere)
        .filter(population -> !isHeardFromElsewhere(source))
        .map(population -> stages.shard(population, shard).from())
        .orElse(0);
  }

  private boolean isHeardFromElsewhere(String source) {
    return stages.hops(network).stream()
        .anyMatch(hop -> hop.population().equals(source) && hop.to() == stageIndex);
  }

  /** One value for each neuron; adding 0 makes a 0 of a -0, as adding it to a sum would. */
  private static double[] bias(double[] given, Range range) {
    double[] bias = new double[range.size()];
    Arrays.setAll(bias, i -> given[given.length == 1 ? 0 : range.from() + i] + 0.0);
    return bias;
  }

  private CompiledReadout readout(ReadoutSpec spec, List<CompiledPopulation> populations) {
    Readout readout = Readouts.CATALOG.get(spec.readout().type());
    int p = sourceNumber(spec.population()) - network.inputs().size();
    CompiledPopulation population = populations.get(p);
    int neurons = population.population().shape().size();
    ReadoutSettings settings = Resolve.readout(readout, spec, neurons, network);
    Reading reading = readout.compile(settings);
    int variable =
        readout.variable().isEmpty() ? -1 : variable(population.model(), readout.variable());
    int group = addGroup(Layout.READOUT + spec.name(), reading.state());
    return new CompiledReadout(
        spec, p, reading, variable, readout.readsWeights(), settings.classes(), group);
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

  /** A group of which all is kept here. */
  private int addGroup(String name, List<StateArray> arrays) {
    return addGroup(name, arrays, null);
  }

  /**
   * @param range of which neurons values are kept here, null for all elements
   */
  private int addGroup(String name, List<StateArray> arrays, @Nullable Range range) {
    groups.add(new Layout.Group(name, arrays));
    double[][] values = new double[arrays.size()][];
    for (int a = 0; a < values.length; a++) {
      values[a] = new double[range == null ? arrays.get(a).length() : range.size()];
      Arrays.fill(values[a], arrays.get(a).initial());
    }
    initial.add(values);
    lasting.add(new boolean[values.length]);
    return groups.size() - 1;
  }

  private static int variable(NeuronModel model, String name) {
    int index = variableIndex(model, name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "neuron model " + model.name() + " has no state variable " + name);
    }
    return index;
  }

  private static int variableIndex(NeuronModel model, String name) {
    return model.variables().stream().map(NeuronModel.Variable::name).toList().indexOf(name);
  }
}
