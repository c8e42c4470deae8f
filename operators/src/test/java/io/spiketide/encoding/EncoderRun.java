package io.spiketide.encoding;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs an encoder tick by tick from a fresh state. */
final class EncoderRun {
  final Encoding encoding;
  final double[][] state;
  private final TickEvents events = new TickEvents();
  private final Spikes spikes;
  private final CounterRandom noise;
  private long tick;

  EncoderRun(SpikeEncoder encoder, EncoderSettings settings) {
    this(encoder, settings, 0, "sensor");
  }

  EncoderRun(SpikeEncoder encoder, EncoderSettings settings, long firstTick, String instance) {
    encoding = encoder.compile(settings);
    spikes = Spikes.withTable(encoder.outputShape(settings).size());
    List<StateArray> arrays = encoding.state();
    state = new double[arrays.size()][];
    for (int i = 0; i < state.length; i++) {
      state[i] = new double[arrays.get(i).length()];
      Arrays.fill(state[i], arrays.get(i).initial());
    }
    noise = new CounterRandom(1, Purpose.ENCODER, "in", instance);
    tick = firstTick;
  }

  /** An encoder of addresses at a tick of 1 ms, with settings as {@code name=value}. */
  static EncoderRun of(SpikeEncoder encoder, int addresses, String... given) {
    return new EncoderRun(encoder, settings(encoder, addresses, given));
  }

  static EncoderSettings settings(SpikeEncoder encoder, int addresses, String... given) {
    return new EncoderSettings(
        Shape.of(addresses), TimeBase.ofMicros(1000), CatalogChecks.arguments(encoder, given));
  }

  /**
   * Runs one tick.
   *
   * @param addressAndValue address, value, address, value, …
   * @return counts by address
   */
  Map<Integer, Double> tick(double... addressAndValue) {
    events.clear();
    for (int i = 0; i < addressAndValue.length; i += 2) {
      events.add((int) addressAndValue[i], addressAndValue[i + 1]);
    }
    spikes.clear();
    encoding.encode(events, state, tick++, noise, spikes);
    Map<Integer, Double> counts = new TreeMap<>();
    int last = -1;
    for (int i = 0; i < spikes.size(); i++) {
      if (spikes.neuron(i) <= last) {
        throw new AssertionError("neuron " + spikes.neuron(i) + " comes after " + last);
      }
      last = spikes.neuron(i);
      counts.put(last, spikes.count(i));
    }
    return counts;
  }
}
