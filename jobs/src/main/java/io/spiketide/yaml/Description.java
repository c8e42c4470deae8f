package io.spiketide.yaml;

import io.spiketide.network.Network;
import java.util.List;

/** A network as read from a file, and what its author may want to look at again. */
public record Description(Network network, List<Located> warnings) {
  public Description {
    warnings = List.copyOf(warnings);
  }
}
