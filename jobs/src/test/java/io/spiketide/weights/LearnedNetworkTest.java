package io.spiketide.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.kernel.Mark;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.nir.NirExport;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirNetworks;
import io.spiketide.nir.NirOptions;
import io.spiketide.time.TimeBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was learned, as a network of its own. */
class LearnedNetworkTest {
  private static final int ADDRESSES = 32;
  private static final long LEARNED = 2_000;
  private static final long TOLD = 4_000;

  @TempDir Path folder;

  static List<Connectivity> connectivities() {
    return List.of(
        new Connectivity.AllToAll(true),
        new Connectivity.FixedProbability(0.5, true),
        new Connectivity.FixedIndegree(12, true, false),
        new Connectivity.Conv2d(
            2,
            new Connectivity.Pair(3, 3),
            new Connectivity.Pair(1, 1),
            new Connectivity.Pair(0, 0),
            new Connectivity.Pair(1, 1),
            1));
  }

  private static Network network(Connectivity connectivity) {
    boolean kernels = connectivity instanceof Connectivity.Conv2d;
    Settings rule =
        Settings.of(
            "pair_stdp",
            Map.of("A_plus", Values.of(0.03), "A_minus", Values.of(0.02), "w_max", Values.of(1)));
    Settings model = Settings.of("lif", Map.of("tau_m", Values.of(8), "V_th", Values.of(0.3)));
    return new Network(
        "learner",
        TimeBase.ofMicros(1000),
        5,
        List.of(Input.events("in", Shape.of(1, 4, 8))),
        List.of(
            Population.of("out", kernels ? Shape.of(2, 2, 6) : Shape.of(12), model).published()),
        List.of(
            Projection.of("in", "out", connectivity, new Values.Uniform(0.2, 0.6), 1)
                .learning(Learning.by(rule))),
        List.of(),
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        new Placement(10));
  }

  @ParameterizedTest
  @MethodSource("connectivities")
  @DisplayName("an exported and imported network fires what the frozen one fires from that tick on")
  void firesTheSame(Connectivity connectivity) throws Exception {
    Network network = network(connectivity);
    CompiledNetwork live = CompiledNetwork.compile(network);
    LearnedWeights weights = new LearnedWeights(live);
    KernelState state = live.newState();
    Kernel kernel = new Kernel(live);
    Script script = new Script();
    kernel.run(state, "i", LEARNED, script, new Raster());
    double[] initial = weights.initial("in->out");
    assertThat(weights.of(state, "in->out")).isNotEqualTo(initial);
    weights.learn(state, "in->out", false);
    weights.round(state, "in->out");
    LearnedWeights.Places places = weights.places("in->out");
    WeightSet set =
        new WeightSet(
            "i",
            "in->out",
            "s",
            LEARNED,
            1000,
            places.sources(),
            places.targets(),
            weights.of(state, "in->out").clone());
    Raster expected = new Raster();
    kernel.run(state, "i", TOLD, script, expected);
    assertThat(expected.lines).hasSizeGreaterThan(100);

    Path file = folder.resolve("learned.nir");
    NirFile.write(NirExport.fromNetwork(LearnedNetwork.of(network, List.of(set))), file);
    Network imported =
        published(
            NirNetworks.toNetwork(
                NirFile.read(file), NirOptions.defaults("learner").withTick(1000).withStep(1)));

    assertThat(run(LearnedNetwork.of(network, List.of(set)))).isEqualTo(expected.lines);
    assertThat(run(imported)).isEqualTo(expected.lines);
    Path table = folder.resolve("learned.csv");
    WeightFile.write(set, table);
    assertThat(WeightFile.read(table, "in->out").weights()).isEqualTo(set.weights());
  }

  private static Network published(Network network) {
    return new Network(
        network.name(),
        network.time(),
        network.seed(),
        network.inputs(),
        network.populations().stream().map(Population::published).toList(),
        network.projections(),
        network.readouts(),
        network.recordings(),
        Instances.perRecordKey().resettingAtEpisodes(),
        network.placement());
  }

  private static List<String> run(Network network) {
    CompiledNetwork net = CompiledNetwork.compile(network);
    Raster raster = new Raster();
    Script script = new Script();
    script.skipTo(LEARNED);
    new Kernel(net).run(net.newState(), "i", TOLD, script, raster);
    return raster.lines;
  }

  @Test
  @DisplayName("another reader of HDF5 finds the learned weights in the exported file")
  void anotherReaderFindsTheWeights() throws Exception {
    assumeTrue(isThere("h5dump"), "h5dump of the HDF5 library is not installed here");
    Network network = network(new Connectivity.AllToAll(true));
    double[] learned = new Random(1).doubles(12 * ADDRESSES, 0, 1).map(w -> (float) w).toArray();
    LearnedWeights.Places places =
        new LearnedWeights(CompiledNetwork.compile(network)).places("in->out");
    Path file = folder.resolve("learned.nir");
    WeightSet set =
        new WeightSet("i", "in->out", "s", 0, 1000, places.sources(), places.targets(), learned);
    NirFile.write(NirExport.fromNetwork(LearnedNetwork.of(network, List.of(set))), file);

    String dump = output("h5dump", "-y", "-w", "0", "-m", "%.9g", file.toString());

    List<Double> found = numbersOf(dump, "weight");
    assertThat(found).hasSize(learned.length);
    for (int k = 0; k < learned.length; k++) {
      int target = places.targets()[k];
      int source = places.sources()[k];
      assertThat(found.get(target * ADDRESSES + source))
          .isCloseTo(learned[k], org.assertj.core.api.Assertions.within(1e-8));
    }
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String output(String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** The numbers of the data set of that name in the text that h5dump makes. */
  private static List<Double> numbersOf(String dump, String dataset) {
    int at = dump.indexOf("DATASET \"" + dataset + "\"");
    int from = dump.indexOf("DATA {", at) + "DATA {".length();
    List<Double> numbers = new ArrayList<>();
    for (String word : dump.substring(from, dump.indexOf('}', from)).trim().split("[,\\s]+")) {
      numbers.add(Double.parseDouble(word));
    }
    return numbers;
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Network network = network(new Connectivity.AllToAll(true));
    WeightSet few =
        new WeightSet("i", "in->out", "s", 0, 1000, new int[0], new int[0], new double[7]);
    WeightSet other =
        new WeightSet("i", "elsewhere", "s", 0, 1000, new int[0], new int[0], new double[7]);

    assertThatThrownBy(() -> LearnedNetwork.of(network, List.of(few)))
        .hasMessage(
            "7 weights for projection 'in->out', which has 384; give weights of this network");
    assertThatThrownBy(() -> LearnedNetwork.of(network, List.of(other)))
        .hasMessage(
            "projection 'elsewhere' does not learn in network learner; those that do are [in->out]");
  }

  /** A pattern every 50 ms in noise; an episode begins every 500 ms. */
  private static final class Script implements Arrivals {
    private final List<int[]> events = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private int next;

    Script() {
      Random random = new Random(9);
      int[] pattern = random.ints(ADDRESSES, 0, 50).toArray();
      for (int tick = 0; tick < TOLD; tick++) {
        if (tick % 500 == 0) {
          marks.add(new Mark(tick, true, "e" + tick, ""));
        }
        for (int address = 0; address < ADDRESSES; address++) {
          if (tick % 50 == pattern[address] || random.nextInt(40) == 0) {
            events.add(new int[] {tick, address});
          }
        }
      }
    }

    void skipTo(long tick) {
      while (events.get(next)[0] < tick) {
        next++;
      }
      marks.removeIf(mark -> mark.tick() < tick);
    }

    @Override
    public long nextTick() {
      long event = next < events.size() ? events.get(next)[0] : Long.MAX_VALUE;
      return marks.isEmpty() ? event : Math.min(event, marks.get(0).tick());
    }

    @Override
    public void take(int input, long tick, TickEvents into) {
      while (next < events.size() && events.get(next)[0] == tick) {
        into.add(events.get(next++)[1], 1);
      }
    }

    @Override
    public @Nullable Mark takeMark(long tick, boolean start) {
      return start && !marks.isEmpty() && marks.get(0).tick() == tick ? marks.remove(0) : null;
    }
  }

  private static final class Raster implements KernelOutput {
    final List<String> lines = new ArrayList<>();

    @Override
    public void spikes(int population, long tick, Spikes spikes) {
      for (int s = 0; s < spikes.size(); s++) {
        lines.add(tick + " " + spikes.neuron(s));
      }
    }

    @Override
    public void decision(
        int readout,
        String episode,
        String trueLabel,
        long firstTick,
        long endTick,
        int winner,
        double[] values) {
      // of no concern here
    }

    @Override
    public void sample(int recording, long tick, double[] values) {
      // of no concern here
    }
  }
}
