package io.spiketide.network;

import java.io.Serializable;

/**
 * How the weights of a projection change while the network runs.
 *
 * @param rule learning rule with its parameters and options
 * @param signal name of the input that brings its learning signal, empty for none
 */
public record Learning(Settings rule, String signal) implements Serializable {

  /** A rule that needs no learning signal. */
  public static Learning by(Settings rule) {
    return new Learning(rule, "");
  }
}
