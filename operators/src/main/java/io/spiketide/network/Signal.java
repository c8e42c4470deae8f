package io.spiketide.network;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says that an input brings a learning signal instead of a sensor's events.
 *
 * @param kind what it is
 * @param labels the classes of a label, in the order of the input's addresses; else empty
 * @param waitMicros how far (µs) the sensors may be ahead of it before the network goes on without,
 *     so that a signal which never comes does not stop it; null to wait for its promise, which
 *     alone makes a replay independent of when signals arrive
 */
public record Signal(Kind kind, List<String> labels, @Nullable Long waitMicros)
    implements Serializable {
  /** Kinds of learning signals. */
  public enum Kind {
    /** How good it was: a number, the value of an event at address 0. */
    REWARD,
    /** What it was: an event at the address of the class. */
    LABEL,
    /** Which neuron should fire: an event at the address of the neuron. */
    TARGET;

    /** The kind as descriptions write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Signal {
    labels = List.copyOf(labels);
  }

  /** The kind as descriptions write it. */
  public String word() {
    return kind.word();
  }
}
