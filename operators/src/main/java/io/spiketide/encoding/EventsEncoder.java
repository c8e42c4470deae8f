package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Passes events through: the spike count of an address is the sum of the values of its events of
 * the tick (plain events have value 1). A sum of 0 makes no spike.
 */
final class EventsEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String summary() {
    return "Passes events through; values of the same address and tick add up to a spike count.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    return new PassThrough(settings.shape().size());
  }

  private record PassThrough(int addresses) implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of();
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      events.sumByAddress(addresses, spikes);
    }
  }
}
