package io.spiketide.network;

import java.io.Serializable;
import java.util.List;

/**
 * How the weights of a projection change while the network runs.
 *
 * @param rule learning rule with its parameters and options
 * @param signal name of the input that brings its learning signal, empty for none
 * @param labels the classes, where it is the marks of episodes that bring labels; else empty
 */
public record Learning(Settings rule, String signal, List<String> labels) implements Serializable {
  public Learning {
    labels = List.copyOf(labels);
  }

  /** A rule that learns from a signal. */
  public Learning(Settings rule, String signal) {
    this(rule, signal, List.of());
  }

  /** A rule that needs no learning signal. */
  public static Learning by(Settings rule) {
    return new Learning(rule, "");
  }
}
