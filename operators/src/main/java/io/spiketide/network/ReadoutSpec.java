package io.spiketide.network;

import java.io.Serializable;
import java.util.List;

/**
 * A question to a population and when it is answered.
 *
 * @param name unique among readouts
 * @param population the population that is read
 * @param readout type, parameters and options
 * @param window when it answers
 * @param labels names of the classes, empty to number the neurons; n neurons and c labels with n a
 *     multiple of c make a population code of n / c neurons per class, in blocks
 */
public record ReadoutSpec(
    String name, String population, Settings readout, Window window, List<String> labels)
    implements Serializable {
  public ReadoutSpec {
    labels = List.copyOf(labels);
  }

  /** When a readout answers. */
  public sealed interface Window extends Serializable {
    /** At the end of each episode. */
    record Episode() implements Window {}

    /**
     * At every multiple of {@code every} ticks, over the last {@code length} ticks. Boundaries are
     * multiples of {@code every}, counted from tick 0 of event time.
     *
     * @param length in ticks, a multiple of {@code every}
     * @param every in ticks
     */
    record Ticks(long length, long every) implements Window {
      public Ticks {
        if (every < 1 || length < every || length % every != 0) {
          throw new IllegalArgumentException(
              "window of " + length + " ticks is not a multiple of its step of " + every);
        }
      }
    }
  }
}
