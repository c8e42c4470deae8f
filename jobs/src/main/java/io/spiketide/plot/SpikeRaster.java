package io.spiketide.plot;

import io.spiketide.schema.SpikePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spikes of one instance, by population, as points (time, neuron); or the events of a sensor,
 * by polarity, as points (time, address). Single-threaded. Keeps at most a given number of them and
 * counts those beyond it.
 */
public final class SpikeRaster {
  private static final double MILLIS_PER_MICRO = 1e-3;

  /** What the points are. */
  public enum Kind {
    SPIKES("spikes", "neurons, a band per population"),
    EVENTS("events", "addresses, a band per polarity");

    final String points;
    final String rows;

    Kind(String points, String rows) {
      this.points = points;
      this.rows = rows;
    }
  }

  private final int limit;
  private final Kind kind;
  private final Map<String, Train> trains = new TreeMap<>();
  private int kept;
  private long omitted;

  /**
   * @param limit most spikes that are kept
   */
  public SpikeRaster(int limit) {
    this(limit, Kind.SPIKES);
  }

  /**
   * @param limit most points that are kept
   */
  public SpikeRaster(int limit, Kind kind) {
    this.limit = limit;
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The spikes of one population. */
  public static final class Train {
    private final String population;
    private double[] millis = new double[64];
    private int[] neurons = new int[64];
    private int size;
    private int neuronCount;

    private Train(String population) {
      this.population = population;
    }

    public String population() {
      return population;
    }

    public int size() {
      return size;
    }

    /** Time of the i-th spike in ms of event time. */
    public double millis(int i) {
      return millis[i];
    }

    public int neuron(int i) {
      return neurons[i];
    }

    /** One more than the largest neuron that fired. */
    public int neuronCount() {
      return neuronCount;
    }

    private void add(double time, int neuron) {
      if (size == millis.length) {
        millis = Arrays.copyOf(millis, 2 * size);
        neurons = Arrays.copyOf(neurons, 2 * size);
      }
      millis[size] = time;
      neurons[size++] = neuron;
      neuronCount = Math.max(neuronCount, neuron + 1);
    }
  }

  /** Adds the spikes of a packet, of whichever instance. */
  public void add(SpikePacket packet) {
    trains.computeIfAbsent(packet.population(), Train::new);
    for (int i = 0; i < packet.neurons().length; i++) {
      long tick = packet.firstTick() + packet.tickOffsets()[i];
      add(packet.population(), tick * packet.tickMicros(), packet.neurons()[i]);
    }
  }

  /**
   * Adds a point.
   *
   * @param train the population or polarity
   * @param micros event time
   * @param row the neuron or address
   */
  public void add(String train, long micros, int row) {
    if (kept == limit) {
      omitted++;
      return;
    }
    trains.computeIfAbsent(train, Train::new).add(micros * MILLIS_PER_MICRO, row);
    kept++;
  }

  /** The populations that were heard of, in alphabetical order, silent ones too. */
  public List<Train> trains() {
    return new ArrayList<>(trains.values());
  }

  /** Spikes that are kept. */
  public int size() {
    return kept;
  }

  /** Spikes beyond the limit, which are not in the picture. */
  public long omitted() {
    return omitted;
  }

  /** Time of the first spike in ms; 0 without spikes. */
  public double firstMillis() {
    double first = Double.POSITIVE_INFINITY;
    for (Train train : trains.values()) {
      for (int i = 0; i < train.size; i++) {
        first = Math.min(first, train.millis[i]);
      }
    }
    return kept == 0 ? 0 : first;
  }

  /** Time of the last spike in ms; 0 without spikes. */
  public double lastMillis() {
    double last = Double.NEGATIVE_INFINITY;
    for (Train train : trains.values()) {
      for (int i = 0; i < train.size; i++) {
        last = Math.max(last, train.millis[i]);
      }
    }
    return kept == 0 ? 0 : last;
  }
}
