package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.job.Replacement;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.yaml.Description;
import io.spiketide.yaml.DescriptionException;

/** Reads the network of a command line; mistakes in it become the user's. */
final class Descriptions {
  private Descriptions() {}

  /**
   * The network that was named.
   *
   * @throws UserException with all its mistakes
   */
  static Description read(NetworkSource source) {
    try {
      return source.read();
    } catch (DescriptionException | NirException | IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
  }

  /** The same, with warnings shown. */
  static Description read(NetworkSource source, Console console) {
    Description description = read(source);
    description.warnings().forEach(warning -> console.progress(warning.toString()));
    return description;
  }

  /**
   * What is run when.
   *
   * @throws UserException with all mistakes of the replaced description and of the options
   */
  static Editions editions(Replacement replacement, Network network) {
    try {
      return replacement.editions(network);
    } catch (DescriptionException | NirException | IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
  }
}
