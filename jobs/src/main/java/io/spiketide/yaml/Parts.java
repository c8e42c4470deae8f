package io.spiketide.yaml;

import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.StateRecording;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The parts of a network as they are read, section by section: first those of a NIR file, then
 * those of the description. Single-threaded.
 */
final class Parts {
  private static final String NIR = "nir";

  private final Reading reading;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final List<Draft.Placed<ProjectionSection.Written>> projections = new ArrayList<>();
  private final Map<String, ReadoutSpec> readouts = new LinkedHashMap<>();
  private final List<Draft.Placed<StateRecording>> recordings = new ArrayList<>();

  /** Inputs and populations that could not be read. */
  private final Set<String> missing = new HashSet<>();

  private boolean nirMissing;

  Parts(Reading reading) {
    this.reading = reading;
  }

  void addNir(Value section, NirSection.File nir, String name, TimeBase time) {
    Optional<Network> network =
        Fields.attempt(
            section,
            v ->
                reading.weightFiles().network(reading.resolve(nir.file()), nir.options(name, time)),
            "check the file");
    nirMissing = network.isEmpty();
    network.ifPresent(
        n -> {
          n.inputs().forEach(i -> inputs.put(i.name(), i));
          n.populations().forEach(p -> populations.put(p.name(), p));
          for (Projection projection : n.projections()) {
            projections.add(
                new Draft.Placed<>(
                    NIR, new ProjectionSection.Written(section, projection, List.of())));
          }
        });
  }

  void readInputs(Fields section) {
    section.values().forEach((name, value) -> readInput(name, value));
  }

  void readPopulations(Fields section) {
    section.values().forEach((name, value) -> readPopulation(name, value));
  }

  void readProjections(List<Value> section) {
    for (Value value : section) {
      reading.mark(value.path(), value.node());
      part(value, ProjectionSection::read)
          .ifPresent(written -> projections.add(new Draft.Placed<>(value.path(), written)));
    }
  }

  void readReadouts(Fields section) {
    section
        .values()
        .forEach(
            (name, value) ->
                part(value, v -> ReadoutSection.read(name, v))
                    .ifPresent(readout -> readouts.put(name, readout)));
  }

  void readRecordings(List<Value> section) {
    for (Value value : section) {
      reading.mark(value.path(), value.node());
      part(value, RecordSection::read)
          .ifPresent(recording -> recordings.add(new Draft.Placed<>(value.path(), recording)));
    }
  }

  /** What was read, without the parts that lean on parts that could not be read. */
  Draft draft(String name, TimeBase time, long seed, Instances instances, Placement placement) {
    List<Draft.Placed<ProjectionSection.Written>> connected =
        projections.stream()
            .filter(p -> !missing.contains(p.part().projection().source()))
            .filter(p -> !missing.contains(p.part().projection().target()))
            .toList();
    List<Draft.Placed<StateRecording>> recorded =
        recordings.stream().filter(r -> !missing.contains(r.part().population())).toList();
    Network network =
        new Network(
            name,
            time,
            seed,
            List.copyOf(inputs.values()),
            List.copyOf(populations.values()),
            connected.stream().map(p -> p.part().projection()).toList(),
            readouts.values().stream().filter(r -> !missing.contains(r.population())).toList(),
            recorded.stream().map(Draft.Placed::part).toList(),
            instances,
            placement);
    return new Draft(
        network, connected, recorded.stream().map(Draft.Placed::path).toList(), !nirMissing);
  }

  /** Whether an entry leans on one of the NIR file, which could not be read. */
  private boolean isLost(Value value) {
    return nirMissing
        && value.node() instanceof MappingNode mapping
        && mapping.getValue().stream()
            .noneMatch(
                e -> e.getKeyNode() instanceof ScalarNode key && key.getValue().equals("shape"));
  }

  private void readInput(String name, Value value) {
    if (isLost(value)) {
      missing.add(name);
      return;
    }
    Optional<Input> input = part(value, v -> InputSection.read(name, v, inputs.get(name)));
    if (input.isPresent()) {
      inputs.put(name, input.get());
    } else {
      missing.add(name);
    }
  }

  private void readPopulation(String name, Value value) {
    if (isLost(value)) {
      missing.add(name);
      return;
    }
    if (inputs.containsKey(name)) {
      reading.report(
          value.mistake(
              "there is an input of the name " + Value.quote(name) + " too", "rename one of them"));
    }
    Optional<Population> population =
        part(value, v -> PopulationSection.read(name, v, populations.get(name)));
    if (population.isPresent()) {
      populations.put(name, population.get());
    } else {
      missing.add(name);
    }
  }

  private static <T> Optional<T> part(Value value, Function<Value, Optional<T>> reader) {
    return Fields.attempt(value, reader, "check it").flatMap(Function.identity());
  }
}
