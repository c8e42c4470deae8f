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

  /** Derives the constants and returns the compiled readout. */
  Reading compile(ReadoutSettings settings);
}
