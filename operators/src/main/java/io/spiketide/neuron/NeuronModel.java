package io.spiketide.neuron;

import io.spiketide.catalog.Component;
import java.util.List;

/**
 * A neuron model: what it is called, what it needs, and how it is compiled for a population.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * NeuronModels}.
 */
public interface NeuronModel extends Component {

  /**
   * The synaptic inputs, in order; the first is the default of a projection. Each adds the weighted
   * counts of a tick into an array of its own, in the unit that the model's documentation gives.
   */
  List<String> receptors();

  /** The state variables, in the order of the {@code state} argument of {@link Dynamics#step}. */
  List<Variable> variables();

  /** Whether it sends real-valued output at every tick (no threshold) instead of spikes. */
  default boolean graded() {
    return false;
  }

  /**
   * Whether what a neuron does depends on the state of the others; such a population is not cut
   * into shards.
   */
  default boolean couplesNeurons() {
    return false;
  }

  /**
   * Derives the constants for a population and returns its dynamics.
   *
   * @throws IllegalArgumentException if parameters contradict each other; the message has the form
   *     {@code V_reset -50.0 mV is not below V_th -55.0 mV; lower V_reset or raise V_th}
   */
  Dynamics compile(PopulationSettings settings);

  /**
   * A state variable.
   *
   * @param name the field's term, such as {@code v}; what recordings and snapshots call it
   * @param unit unit, empty for plain numbers
   * @param initialParameter name of the parameter that it starts at, or empty to start at 0
   * @param lasts whether it stays when an episode starts anew, as what a neuron has learned does
   */
  record Variable(String name, String unit, String initialParameter, boolean lasts) {
    public Variable(String name, String unit, String initialParameter) {
      this(name, unit, initialParameter, false);
    }

    public static Variable of(String name, String unit) {
      return new Variable(name, unit, "");
    }

    /** A variable that starts at 0 and stays over episodes. */
    public static Variable lasting(String name, String unit) {
      return new Variable(name, unit, "", true);
    }

    /** A variable that starts at the value of a parameter, such as v at E_L. */
    public static Variable startingAt(String name, String unit, String parameter) {
      return new Variable(name, unit, parameter);
    }
  }
}
