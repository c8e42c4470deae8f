package io.spiketide.plasticity;

import io.spiketide.catalog.Component;
import io.spiketide.network.Settings;
import io.spiketide.network.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A rule by which the weights of a projection change.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link
 * LearningRules}.
 */
public interface LearningRule extends Component {

  /** What it remembers of each source neuron, in the order of {@link LearningState#pre}. */
  default List<Variable> preVariables() {
    return List.of();
  }

  /** What it remembers of each target neuron, in the order of {@link LearningState#post}. */
  default List<Variable> postVariables() {
    return List.of();
  }

  /** What it remembers of the whole projection, in the order of {@link LearningState#rule}. */
  default List<Variable> ruleVariables() {
    return List.of();
  }

  /**
   * What it remembers of each weight, in the order of {@link LearningState#synapse}. The synapses
   * of a convolution share their weights and what belongs to them.
   */
  default List<Variable> synapseVariables() {
    return List.of();
  }

  /**
   * As {@link #synapseVariables()}, for rules where parameters or options say what is remembered.
   *
   * @param rule as the description gives it; what it leaves out is missing
   */
  default List<Variable> synapseVariables(Settings rule) {
    return synapseVariables();
  }

  /**
   * State variables of the target neurons that it reads after they have been updated, by name, in
   * the order of {@link LearningState#neurons}.
   */
  default List<String> neuronVariables() {
    return List.of();
  }

  /** The learning signal that it needs. */
  default Need signal() {
    return Need.NONE;
  }

  /** The kinds of learning signals that it understands. */
  default Set<Signal.Kind> signalKinds() {
    return EnumSet.allOf(Signal.Kind.class);
  }

  /** Whether a rule learns from a signal. */
  enum Need {
    /** It takes none. */
    NONE,
    /** It works without, and otherwise with one. */
    OPTIONAL,
    /** It cannot learn without. */
    REQUIRED
  }

  /** Whether synapses may share their weights, as those of a convolution do. */
  default boolean allowsSharedWeights() {
    return true;
  }

  /** Whether it looks at all target neurons together, so that they must be in one shard. */
  default boolean couplesTargets() {
    return false;
  }

  /**
   * Derives the constants for a projection.
   *
   * @throws IllegalArgumentException if parameters contradict each other, with the mend behind a
   *     semicolon
   */
  Plasticity compile(LearningSettings settings);

  /**
   * A variable.
   *
   * @param name unique within the rule and the kind of variable
   * @param initial value at the start
   * @param lasts whether it stays when an episode starts anew; weights always do
   */
  record Variable(String name, double initial, boolean lasts) {
    /** A variable that starts at 0 and begins anew with each episode that resets the network. */
    public static Variable of(String name) {
      return new Variable(name, 0, false);
    }

    /** A variable that stays over episodes. */
    public static Variable lasting(String name, double initial) {
      return new Variable(name, initial, true);
    }
  }
}
