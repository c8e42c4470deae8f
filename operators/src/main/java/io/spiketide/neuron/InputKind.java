package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import java.util.List;

/** What the arrivals of a tick are to a membrane or a synaptic current. */
enum InputKind {
  /** A current that lasts for the tick. */
  CURRENT,
  /** A jump at the end of the tick. */
  JUMP;

  static final OptionSpec OPTION =
      new OptionSpec(
          "input",
          List.of("current", "jump"),
          "Whether arrivals are a current that lasts for the tick or make the potential jump.");

  static InputKind of(Columns columns) {
    return columns.option(OPTION.name()).equals("jump") ? JUMP : CURRENT;
  }
}
