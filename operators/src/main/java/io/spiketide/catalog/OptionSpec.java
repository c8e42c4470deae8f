package io.spiketide.catalog;

import java.util.List;

/**
 * A named choice of a model, encoder, readout or rule, such as {@code reset: zero}.
 *
 * @param name key in the description
 * @param choices the allowed words; the first is the default
 * @param doc one sentence for the reference page
 */
public record OptionSpec(String name, List<String> choices, String doc) {
  public OptionSpec {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("option " + name + " has no choices");
    }
  }

  public String defaultChoice() {
    return choices.get(0);
  }
}
