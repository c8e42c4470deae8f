package io.spiketide.encoding;

import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Takes each event as a sample of its address and fires where the sample differs enough from what
 * is remembered. Samples that are not finite numbers are left out.
 */
record SampleEncoding(Channels channels, List<StateArray> state, Code code) implements Encoding {

  /** Stands in the state where there has been no sample yet. */
  static final double NO_SAMPLE = Double.NEGATIVE_INFINITY;

  /** What a sample makes of what its address remembers. */
  interface Code {
    /**
     * @param state the arrays, of which the address has its own elements
     * @return number of spikes up, or down where negative
     */
    double change(int address, double sample, double[][] state);
  }

  @Override
  public void encode(
      TickEvents events, double[][] arrays, long tick, CounterRandom noise, Spikes spikes) {
    for (int i = 0; i < events.size(); i++) {
      int address = events.address(i);
      double sample = events.value(i);
      if (Double.isFinite(sample)) {
        channels.fire(address, code.change(address, sample, arrays), spikes);
      }
    }
  }

  @Override
  public boolean ordered() {
    return false;
  }
}
