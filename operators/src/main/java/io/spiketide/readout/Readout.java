package io.spiketide.readout;

import io.spiketide.catalog.Component;

/**
 * A readout: answers a question about a population from its spikes or state.
 *
 * <p>To add one: write a class that implements this interface and add one line to {@link Readouts}.
 */
public interface Readout extends Component {

  /**
   * The state variable that it reads, such as {@code v}; empty if it reads spikes alone. A
   * population whose model lacks it is an error of the description.
   */
  default String variable() {
    return "";
  }

  /**
   * Whether it reads, instead of a state variable, the share of the learned weights of each neuron
   * that are at their bounds. It then observes once, at the end of the window.
   */
  default boolean readsWeights() {
    return false;
  }

  /**
   * Whether spikes are all that it reads, so that it may be answered elsewhere than they are made.
   */
  default boolean readsSpikesAlone() {
    return variable().isEmpty() && !readsWeights();
  }

  /** Derives the constants and returns the compiled readout. */
  Reading compile(ReadoutSettings settings);
}
