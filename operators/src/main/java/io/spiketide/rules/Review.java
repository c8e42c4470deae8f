package io.spiketide.rules;

import io.spiketide.kernel.Resolve;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network under review: look-ups that find nothing where the description is wrong, and the
 * problems found so far. Single-threaded.
 */
final class Review {
  private final Network network;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final Map<String, Optional<Shape>> encodedShapes = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  Review(Network network) {
    this.network = network;
    network.inputs().forEach(i -> inputs.putIfAbsent(i.name(), i));
    network.populations().forEach(p -> populations.putIfAbsent(p.name(), p));
  }

  Network network() {
    return network;
  }

  void error(String path, String fault, String mend) {
    problems.add(Problem.error(path, fault, mend));
  }

  void warning(String path, String fault, String mend) {
    problems.add(Problem.warning(path, fault, mend));
  }

  /** Reports the message of an exception, which may bring its own mend behind a semicolon. */
  void error(String path, IllegalArgumentException e, String mend) {
    String message = String.valueOf(e.getMessage());
    int mendAt = message.lastIndexOf("; ");
    if (mendAt < 0) {
      error(path, message, mend);
    } else {
      error(path, message.substring(0, mendAt), message.substring(mendAt + 2));
    }
  }

  /** What was found so far. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether an error was found at this path or below it. */
  boolean hasErrorAt(String path) {
    for (Problem problem : problems) {
      String where = problem.path();
      if (problem.isError()
          && where.startsWith(path)
          && (where.length() == path.length() || ".[".indexOf(where.charAt(path.length())) >= 0)) {
        return true;
      }
    }
    return false;
  }

  @Nullable Population population(String name) {
    return populations.get(name);
  }

  @Nullable Input input(String name) {
    return inputs.get(name);
  }

  List<String> inputNames() {
    return List.copyOf(inputs.keySet());
  }

  List<String> populationNames() {
    return List.copyOf(populations.keySet());
  }

  /** The model of a population; empty if either is unknown. */
  Optional<NeuronModel> model(String populationName) {
    Population population = populations.get(populationName);
    return population == null
        ? Optional.empty()
        : NeuronModels.CATALOG.find(population.model().type());
  }

  /** The shape of a population's or input's spikes; empty if it is unknown or cannot be told. */
  Optional<Shape> shape(String name) {
    Population population = populations.get(name);
    if (population != null) {
      return Optional.of(population.shape());
    }
    Input input = inputs.get(name);
    return input == null
        ? Optional.empty()
        : encodedShapes.computeIfAbsent(name, n -> encodedShape(input));
  }

  private Optional<Shape> encodedShape(Input input) {
    if (hasErrorAt(Paths.shape(input)) || hasErrorAt(Paths.encoders(input))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Resolve.encoders(input, network).shape());
    } catch (IllegalArgumentException e) {
      error(Paths.encoders(input), e, "change the shape or take another encoder");
      return Optional.empty();
    }
  }

  /**
   * How many addresses an encoder of an input takes, {@link SettingsCheck#ANY_NUMBER} if those
   * before it do not tell.
   */
  int addresses(Input input, int encoder) {
    if (encoder == 0) {
      return input.shape().size();
    }
    for (int before = 0; before < encoder; before++) {
      if (hasErrorAt(Paths.encoder(input, before))) {
        return SettingsCheck.ANY_NUMBER;
      }
    }
    Input shorter =
        new Input(
            input.name(),
            input.shape(),
            input.encoders().subList(0, encoder),
            input.sources(),
            input.disorderMicros(),
            input.maxJumpMicros(),
            input.signal());
    try {
      return Resolve.encoders(shorter, network).shape().size();
    } catch (IllegalArgumentException e) {
      return SettingsCheck.ANY_NUMBER;
    }
  }

  /** Visits each projection with its path. */
  void eachProjection(ProjectionVisitor visitor) {
    List<Projection> projections = network.projections();
    for (int i = 0; i < projections.size(); i++) {
      visitor.visit(Paths.projection(i), projections.get(i));
    }
  }

  /** Receives projections. */
  interface ProjectionVisitor {
    void visit(String path, Projection projection);
  }
}
