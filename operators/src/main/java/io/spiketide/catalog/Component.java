package io.spiketide.catalog;

import java.util.List;

/** Something a description names and configures: a neuron model, encoder, readout or rule. */
public interface Component {

  /** The name in descriptions, lower case with underscores. */
  String name();

  /** One sentence for {@code --help} and the reference page. */
  String summary();

  /** Numeric parameters, in the order in which they are documented. */
  List<ParameterSpec> parameters();

  /** Named choices. */
  default List<OptionSpec> options() {
    return List.of();
  }
}
