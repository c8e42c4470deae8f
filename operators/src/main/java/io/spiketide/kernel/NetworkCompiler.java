package io.spiketide.kernel;

import io.spiketide.catalog.StateArray;
import io.spiketide.encoding.EncoderSettings;
import io.spiketide.encoding.Encoding;
import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
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

/**
 * Builds the parts of a {@link CompiledNetwork} in the order in which they depend on each other.
 */
final class NetworkCompiler {
  private final Network network;
  private final List<Layout.Group> groups = new ArrayList<>();
  private final List<double[][]> initial = new ArrayList<>();
  private final Map<String, Integer> sourceNumbers = new HashMap<>();
  private final Map<String, Shape> sourceShapes = new HashMap<>();

  NetworkCompiler(Network network) {
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
    EncoderSettings settings = Resolve.encoder(encoder, input, network);
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
    PopulationSettings settings = Resolve.population(model, population, network);
    Dynamics dynamics = model.compile(settings);
    List<StateArray> arrays =
        model.variables().stream().map(v -> new StateArray(v.name(), n, 0)).toList();
    int group = addGroup(Layout.POPULATION + population.name(), arrays);
    fillInitialState(population, model, settings, initial.get(group));

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
      Population population, NeuronModel model, PopulationSettings settings, double[][] arrays) {
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
        arrays[v] = settings.each(variable.initialParameter());
      }
    }
  }

  private CompiledProjection projection(
      Projection projection, Population target, NeuronModel model) {
    Shape source = sourceShape(projection.source());
    Synapses synapses = SynapseCompiler.compile(projection, source, target.shape(), network.seed());
    int receptor =
        projection.receptor().isEmpty() ? 0 : model.receptors().indexOf(projection.receptor());
    double[] bias = projection.bias() == null ? null : bias(projection.bias(), target);
    return new CompiledProjection(
        projection, sourceNumber(projection.source()), receptor, synapses, bias);
  }

  /** One value for each neuron; adding 0 makes a 0 of a -0, as adding it to a sum would. */
  private static double[] bias(double[] given, Population target) {
    double[] bias = new double[target.shape().size()];
    Arrays.setAll(bias, i -> given[given.length == 1 ? 0 : i] + 0.0);
    return bias;
  }

  private CompiledReadout readout(ReadoutSpec spec, List<CompiledPopulation> populations) {
    Readout readout = Readouts.CATALOG.get(spec.readout().type());
    int p = sourceNumber(spec.population()) - network.inputs().size();
    CompiledPopulation population = populations.get(p);
    ReadoutSettings settings = Resolve.readout(readout, spec, population.size(), network);
    Reading reading = readout.compile(settings);
    int variable =
        readout.variable().isEmpty() ? -1 : variable(population.model(), readout.variable());
    int group = addGroup(Layout.READOUT + spec.name(), reading.state());
    return new CompiledReadout(spec, p, reading, variable, settings.classes(), group);
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
