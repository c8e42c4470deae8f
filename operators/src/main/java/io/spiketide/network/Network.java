package io.spiketide.network;

import io.spiketide.time.TimeBase;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The immutable description of a spiking network: what it is, not how it is run.
 *
 * <p>A description that passes {@code NetworkRules} can be compiled; the compact constructor checks
 * nothing but itself, so that all mistakes can be reported at once.
 *
 * @param name names the network in topics, metrics and state; letters, digits, {@code - _ .}
 * @param time tick and model step
 * @param seed all random numbers are a function of it
 * @param recordings state variables to record
 */
public record Network(
    String name,
    TimeBase time,
    long seed,
    List<Input> inputs,
    List<Population> populations,
    List<Projection> projections,
    List<ReadoutSpec> readouts,
    List<StateRecording> recordings,
    Instances instances,
    Placement placement)
    implements Serializable {
  public Network {
    inputs = List.copyOf(inputs);
    populations = List.copyOf(populations);
    projections = List.copyOf(projections);
    readouts = List.copyOf(readouts);
    recordings = List.copyOf(recordings);
  }

  /** The input of that name. */
  public Optional<Input> input(String inputName) {
    return inputs.stream().filter(i -> i.name().equals(inputName)).findFirst();
  }

  /** The population of that name. */
  public Optional<Population> population(String populationName) {
    return populations.stream().filter(p -> p.name().equals(populationName)).findFirst();
  }

  /** The same network, connected otherwise. */
  public Network connected(List<Projection> newProjections) {
    return new Network(
        name,
        time,
        seed,
        inputs,
        populations,
        newProjections,
        readouts,
        recordings,
        instances,
        placement);
  }

  /** The same network with other random numbers. */
  public Network seeded(long newSeed) {
    return new Network(
        name,
        time,
        newSeed,
        inputs,
        populations,
        projections,
        readouts,
        recordings,
        instances,
        placement);
  }

  /** The same network, laid out otherwise. */
  public Network placed(Placement newPlacement) {
    return new Network(
        name,
        time,
        seed,
        inputs,
        populations,
        projections,
        readouts,
        recordings,
        instances,
        newPlacement);
  }
}
