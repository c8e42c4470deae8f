package io.spiketide.compare;

import io.spiketide.compare.ComparisonReport.Difference;
import io.spiketide.compare.RecordedSamples.Event;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.neuron.Spikes;
import io.spiketide.sensor.SensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Runs samples through a network, each in a fresh instance, and compares its output spikes with
 * expected ones. Single use.
 */
public final class SpikeComparison {
  private final Network network;
  private final int output;
  private final CompiledNetwork compiled;
  private final Kernel kernel;
  private final List<Difference> differences = new ArrayList<>();
  private long samples;
  private long equalSamples;
  private long labelled;
  private long correct;
  private long spikes;
  private long expectedSpikes;
  private final Map<String, Long> totals = new TreeMap<>();

  /**
   * @param network a network without errors, with a single input
   * @param population the output; empty for the only published one
   * @throws CompareException if the network has several inputs or the output is not clear
   */
  public SpikeComparison(Network network, String population) throws CompareException {
    if (network.inputs().size() != 1) {
      throw new CompareException(
          network.name(), "has " + network.inputs().size() + " inputs", "compare one with one");
    }
    this.network = network;
    this.output = output(network, population);
    this.compiled = CompiledNetwork.compile(publishing(network, output));
    this.kernel = new Kernel(compiled);
  }

  /**
   * Compares counts per sample, or the raster of one.
   *
   * @param ticks how long each sample is run; empty for as many lines as a raster has, or as the
   *     longest sample has events
   * @throws CompareException if samples or neurons do not go together
   * @throws SensorException if a recording cannot be read
   */
  public ComparisonReport compare(
      ExpectedSpikes expected, RecordedSamples recorded, OptionalLong ticks)
      throws CompareException, SensorException {
    int neurons = network.populations().get(output).shape().size();
    if (expected.neurons() != neurons) {
      throw new CompareException(
          "population '" + name() + "'",
          "has " + neurons + " neurons, the expected file " + expected.neurons(),
          "compare another population or file");
    }
    long run;
    if (expected instanceof ExpectedSpikes.Raster raster) {
      run = ticks.orElse(raster.counts().length);
      compareRaster(raster, recorded, run);
    } else {
      Map<String, ExpectedSpikes.Row> rows = ((ExpectedSpikes.Counts) expected).rows();
      run = ticks.isPresent() ? ticks.getAsLong() : longest(rows, recorded);
      for (Map.Entry<String, ExpectedSpikes.Row> row : rows.entrySet()) {
        compareRow(row.getKey(), row.getValue(), recorded.sample(row.getKey()), run);
      }
    }
    return new ComparisonReport(
        name(),
        run,
        samples,
        equalSamples,
        labelled,
        correct,
        spikes,
        expectedSpikes,
        totals,
        differences);
  }

  private void compareRow(String sample, ExpectedSpikes.Row row, List<Event> events, long ticks)
      throws CompareException {
    long[] counts = new long[row.counts().length];
    Map<String, Long> sums = run(sample, events, ticks, (tick, n, count) -> counts[n] += count);
    int before = differences.size();
    for (int n = 0; n < counts.length; n++) {
      spikes += counts[n];
      expectedSpikes += row.counts()[n];
      differ(sample, "spikes of neuron " + n, row.counts()[n], counts[n]);
    }
    for (Map.Entry<String, Long> total : row.totals().entrySet()) {
      Long sum = sums.get(total.getKey());
      if (sum != null) {
        differ(sample, "spikes of population '" + total.getKey() + "'", total.getValue(), sum);
      }
    }
    count(before);
    if (row.label() >= 0) {
      labelled++;
      correct += winner(counts) == row.label() ? 1 : 0;
    }
  }

  private void compareRaster(ExpectedSpikes.Raster raster, RecordedSamples recorded, long ticks)
      throws CompareException, SensorException {
    if (recorded.names().size() != 1) {
      throw new CompareException(
          "expected raster",
          "is of one sample, the recording has " + recorded.names(),
          "give the recording of that sample alone");
    }
    String sample = recorded.names().get(0);
    long[][] counts = new long[(int) ticks][raster.neurons()];
    run(sample, recorded.sample(sample), ticks, (tick, n, count) -> counts[(int) tick][n] += count);
    int before = differences.size();
    for (int tick = 0; tick < Math.min(counts.length, raster.counts().length); tick++) {
      for (int n = 0; n < raster.neurons(); n++) {
        long wanted = raster.counts()[tick][n];
        spikes += counts[tick][n];
        expectedSpikes += wanted;
        differ(sample, "tick " + tick + ", neuron " + n, wanted, counts[tick][n]);
      }
    }
    count(before);
  }

  private void count(int differencesBefore) {
    samples++;
    equalSamples += differences.size() == differencesBefore ? 1 : 0;
  }

  private void differ(String sample, String what, long wanted, long got) {
    if (wanted != got) {
      differences.add(new Difference(sample, what, wanted, got));
    }
  }

  /** Runs a sample from rest; returns the spikes by population. */
  private Map<String, Long> run(String sample, List<Event> events, long ticks, Collector collector)
      throws CompareException {
    int addresses = network.inputs().get(0).shape().size();
    for (Event event : events) {
      if (event.tick() < 0 || event.address() < 0 || event.address() >= addresses) {
        throw new CompareException(
            "sample '" + sample + "'",
            "has an event at tick " + event.tick() + ", address " + event.address(),
            "give the recording of an input of " + addresses + " addresses");
      }
    }
    Map<String, Long> before = sums();
    kernel.run(
        compiled.newState(), sample, ticks, new SampleArrivals(sample, events), out(collector));
    Map<String, Long> sums = sums();
    sums.replaceAll((population, sum) -> sum - before.getOrDefault(population, 0L));
    sums.forEach((population, sum) -> totals.merge(population, sum, Long::sum));
    return sums;
  }

  private KernelOutput out(Collector collector) {
    return new KernelOutput() {
      @Override
      public void spikes(int population, long tick, Spikes fired) {
        for (int i = 0; population == output && i < fired.size(); i++) {
          collector.spike(tick, fired.neuron(i), Math.round(fired.count(i)));
        }
      }

      @Override
      public void decision(
          int readout, String episode, String label, long first, long end, int winner, double[] v) {
        // Spikes are compared; what readouts make of them follows from them.
      }

      @Override
      public void sample(int recording, long tick, double[] values) {
        // Recordings of state are not compared.
      }
    };
  }

  /** Spikes so far by population. */
  private Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    for (int p = 0; p < network.populations().size(); p++) {
      sums.put(network.populations().get(p).name(), kernel.spikeCount(network.inputs().size() + p));
    }
    return sums;
  }

  private static long longest(Map<String, ExpectedSpikes.Row> rows, RecordedSamples recorded)
      throws CompareException, SensorException {
    long longest = 0;
    for (String sample : rows.keySet()) {
      for (Event event : recorded.sample(sample)) {
        longest = Math.max(longest, event.tick() + 1);
      }
    }
    return longest;
  }

  /** The neuron with most spikes, the first one on ties. */
  private static int winner(long[] counts) {
    int winner = 0;
    for (int n = 1; n < counts.length; n++) {
      winner = counts[n] > counts[winner] ? n : winner;
    }
    return winner;
  }

  private String name() {
    return network.populations().get(output).name();
  }

  private static int output(Network network, String name) throws CompareException {
    List<String> names = network.populations().stream().map(Population::name).toList();
    if (!name.isEmpty()) {
      if (!names.contains(name)) {
        throw new CompareException(
            network.name(), "has no population '" + name + "'", "use one of " + names);
      }
      return names.indexOf(name);
    }
    List<String> published =
        network.populations().stream().filter(Population::publish).map(Population::name).toList();
    if (published.size() != 1) {
      throw new CompareException(
          network.name(),
          "publishes " + published + ", so it is not clear what to compare",
          "name one population of " + names);
    }
    return names.indexOf(published.get(0));
  }

  private static Network publishing(Network network, int output) {
    List<Population> populations = new ArrayList<>(network.populations());
    populations.set(output, populations.get(output).published());
    return new Network(
        network.name(),
        network.time(),
        network.seed(),
        network.inputs(),
        populations,
        network.projections(),
        network.readouts(),
        network.recordings(),
        network.instances(),
        network.placement());
  }

  private interface Collector {
    void spike(long tick, int neuron, long count);
  }
}
