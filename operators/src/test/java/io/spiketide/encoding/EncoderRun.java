package io.spiketide.encoding;

import io.spiketide.catalog.Arguments;
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

/** Runs an encoder, or several behind each other, tick by tick from a fresh state. */
final class EncoderRun {
  /** As all threads share it. */
  final Encoding encoding;

  final double[][] state;
  private final Encoding own;
  private final TickEvents events = new TickEvents();
  private final Spikes spikes;
  private final CounterRandom noise;
  private long tick;

  EncoderRun(SpikeEncoder encoder, EncoderSettings settings) {
    this(encoder, settings, 0, "sensor");
  }

  EncoderRun(SpikeEncoder encoder, EncoderSettings settings, long firstTick, String instance) {
    this(
        EncoderChain.of(settings.shape()).then(encoder, settings.time(), settings.arguments()),
        firstTick,
        instance);
  }

  EncoderRun(EncoderChain chain, long firstTick, String instance) {
    encoding = chain.compile();
    own = encoding.forOneThread();
    spikes = Spikes.withTable(chain.shape().size());
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

  /** An encoder of addresses of a shape at a tick of 1 ms, with settings as {@code name=value}. */
  static EncoderRun of(SpikeEncoder encoder, Shape shape, String... given) {
    return new EncoderRun(
        chain(shape).then(encoder, MILLI, arguments(encoder, given)), 0, "sensor");
  }

  static final TimeBase MILLI = TimeBase.ofMicros(1000);

  static EncoderChain chain(Shape shape) {
    return EncoderChain.of(shape);
  }

  static Arguments arguments(SpikeEncoder encoder, String... given) {
    return CatalogChecks.arguments(encoder, given);
  }

  static EncoderSettings settings(SpikeEncoder encoder, int addresses, String... given) {
    return new EncoderSettings(Shape.of(addresses), MILLI, CatalogChecks.arguments(encoder, given));
  }

  /** Values by address as the events of a tick, those of 0 left out. */
  static double[] image(double... values) {
    double[] events = new double[2 * values.length];
    int n = 0;
    for (int address = 0; address < values.length; address++) {
      if (values[address] != 0) {
        events[n++] = address;
        events[n++] = values[address];
      }
    }
    return Arrays.copyOf(events, n);
  }

  /** Runs one tick and returns the counts of all n addresses. */
  double[] imageOf(int n, double... addressAndValue) {
    double[] image = new double[n];
    tick(addressAndValue).forEach((address, count) -> image[address] = count);
    return image;
  }

  /** Leaves out ticks without events. */
  void skip(long ticks) {
    tick += ticks;
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
    own.encode(events, state, tick++, noise, spikes);
    Map<Integer, Double> counts = new TreeMap<>();
    int last = -1;
    for (int i = 0; i < spikes.size(); i++) {
      if (spikes.neuron(i) <= last) {
        throw new AssertionError("neuron " + spikes.neuron(i) + " comes after " + last);
      }
      if (spikes.count(i) == 0) {
        throw new AssertionError("neuron " + spikes.neuron(i) + " fires with a count of 0");
      }
      last = spikes.neuron(i);
      counts.put(last, spikes.count(i));
    }
    return counts;
  }
}
