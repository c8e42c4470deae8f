package io.spiketide.network;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * n neurons that share a model and its parameters.
 *
 * @param name unique among inputs and populations
 * @param shape neurons
 * @param model neuron model with its parameters and options; listed parameters have one value per
 *     neuron, row-major
 * @param initial initial values of state variables by name; absent ones start as the model says
 * @param publish whether its spikes go to the {@code spikes} topic
 * @param competition how its neurons compete to be heard, null if they do not
 */
public record Population(
    String name,
    Shape shape,
    Settings model,
    Map<String, Values> initial,
    boolean publish,
    @Nullable Settings competition)
    implements Serializable {
  public Population {
    initial = Collections.unmodifiableMap(new TreeMap<>(initial));
  }

  /** A population whose neurons do not compete. */
  public Population(
      String name, Shape shape, Settings model, Map<String, Values> initial, boolean publish) {
    this(name, shape, model, initial, publish, null);
  }

  public static Population of(String name, Shape shape, Settings model) {
    return new Population(name, shape, model, Map.of(), false);
  }

  public Population published() {
    return new Population(name, shape, model, initial, true, competition);
  }

  /** The same population whose neurons compete so; null for not at all. */
  public Population competing(@Nullable Settings newCompetition) {
    return new Population(name, shape, model, initial, publish, newCompetition);
  }
}
