package io.spiketide.network;

import java.io.Serializable;

/**
 * A state variable that is recorded to the {@code recordings} topic.
 *
 * @param population recorded population
 * @param variable state variable of its model, such as {@code v}
 * @param everyTicks one sample per so many ticks, at multiples of it
 */
public record StateRecording(String population, String variable, int everyTicks)
    implements Serializable {
  public StateRecording {
    if (everyTicks < 1) {
      throw new IllegalArgumentException("recording: every must be at least 1 tick");
    }
  }
}
