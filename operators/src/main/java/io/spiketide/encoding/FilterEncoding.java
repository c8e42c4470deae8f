package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/** Passes some events on as they are and drops the others. */
record FilterEncoding(List<StateArray> state, Judge judge) implements Encoding {

  /** Decides on events one by one, in their order. */
  interface Judge {
    /** Whether an event at an address passes; remembers what it has to. */
    boolean passes(int address, long tick, double[][] state);
  }

  @Override
  public void encode(
      TickEvents events, double[][] arrays, long tick, CounterRandom noise, Spikes spikes) {
    for (int i = 0; i < events.size(); i++) {
      if (judge.passes(events.address(i), tick, arrays)) {
        spikes.add(events.address(i), events.value(i));
      }
    }
  }

  @Override
  public boolean ordered() {
    return false;
  }
}
