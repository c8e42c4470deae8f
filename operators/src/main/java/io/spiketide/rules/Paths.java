package io.spiketide.rules;

import io.spiketide.network.Input;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;

/** Where things stand in a description, in the keys that problems are reported with. */
final class Paths {
  private Paths() {}

  static String of(Input input) {
    return "inputs." + input.name();
  }

  static String shape(Input input) {
    return of(input) + ".shape";
  }

  static String encoders(Input input) {
    return of(input) + ".encoder";
  }

  static String encoder(Input input, int index) {
    return encoders(input) + (input.encoders().size() == 1 ? "" : "[" + index + "]");
  }

  static String of(Population population) {
    return "populations." + population.name();
  }

  static String neuron(Population population) {
    return of(population) + ".neuron";
  }

  static String of(ReadoutSpec readout) {
    return "readouts." + readout.name();
  }

  static String projection(int index) {
    return "projections[" + index + "]";
  }

  static String recording(int index) {
    return "record[" + index + "]";
  }
}
