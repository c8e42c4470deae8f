package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.rules.StageRules;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.StateRecordingCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.testing.RandomNetworks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random networks, cut at random, from printed seeds: spikes, decisions and samples are those of
 * the reference simulator, however the network is cut, whether its synapses are stored or drawn
 * again, in whatever order records come, by the shortcut or not, after kills and in another job.
 */
class ShardsPropertyTest {
  private static final List<String> INSTANCES = List.of("anna", "berta/2");
  private static final long UNTIL = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
        27
      })
  @DisplayName("any cut, order and kills give the spikes and decisions of the reference")
  void equalsTheReference(long seed) throws Exception {
    Network network = Outcome.withSources(RandomNetworks.of(seed), 1 + (int) (seed % 2));
    Random random = new Random(seed);
    List<RandomStreams> streams = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      streams.add(new RandomStreams(network, 100 * seed + i, UNTIL));
    }
    Map<String, List<String>> expected =
        Outcome.expected(Editions.of(network), INSTANCES, streams, UNTIL);
    for (int cut = 0; cut < 4; cut++) {
      Stages stages = anyStages(network, random);
      boolean redraws = random.nextBoolean();
      Network placed = redraws ? network.placed(network.placement().drawingAgain()) : network;
      boolean shortcut = random.nextInt(3) > 0;
      try (ShardedRun run = new ShardedRun(placed, stages, random.nextLong(), shortcut)) {
        for (int i = 0; i < INSTANCES.size(); i++) {
          for (Deque<SensorPacket> packets : streams.get(i).packets(1 + random.nextInt(60))) {
            for (SensorPacket packet : new ArrayDeque<>(packets)) {
              run.send(INSTANCES.get(i), packet);
            }
          }
        }
        for (int kill = 0; kill < cut; kill++) {
          run.run(random.nextInt(random.nextBoolean() ? 10 : 400)); // also as instances begin
          if (random.nextInt(3) > 0) {
            run.checkpoint();
            run.run(random.nextInt(200));
          }
          int parallelism = 1 + random.nextInt(3);
          if (random.nextBoolean()) {
            run.kill(parallelism);
          } else {
            run.resubmit(parallelism);
          }
        }
        run.run(Integer.MAX_VALUE);
        assertThat(harvested(run, network))
            .as(
                "seed %d, %s, %s, %s",
                seed,
                stages,
                redraws ? "drawn again" : "stored",
                shortcut ? "by the shortcut" : "by the topic alone")
            .isEqualTo(upToTheLastSlice(expected, stages.sliceTicks(network)));
      }
    }
  }

  /** Some cut that the rules allow. */
  private static Stages anyStages(Network network, Random random) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int count = 1 + random.nextInt(3);
      List<List<String>> populations = new ArrayList<>();
      for (int s = 0; s < count; s++) {
        populations.add(new ArrayList<>());
      }
      for (Population population : network.populations()) {
        populations.get(random.nextInt(count)).add(population.name());
      }
      List<String> readouts = network.readouts().stream().map(ReadoutSpec::name).toList();
      List<Stage> stages = new ArrayList<>();
      for (int s = 0; s < count; s++) {
        List<String> of = populations.get(s);
        List<String> here =
            network.readouts().stream()
                .filter(r -> of.contains(r.population()))
                .filter(
                    r ->
                        List.of("peak", "stuck", "stuck2").contains(r.name())
                            || r.population().hashCode() % 2 == 0)
                .map(ReadoutSpec::name)
                .toList();
        stages.add(new Stage("s" + s, of, here, 1 + random.nextInt(4)));
      }
      List<String> left = new ArrayList<>(readouts);
      stages.forEach(s -> left.removeAll(s.readouts()));
      if (!left.isEmpty()) {
        stages.add(new Stage("readouts", List.of(), left, 1));
      }
      Stages cut = new Stages(stages);
      if (!cut.areWhole() && StageRules.check(network, cut).isEmpty()) {
        return cut;
      }
    }
    throw new AssertionError("no cut of " + network + " is allowed");
  }

  /** What a reader holds that drops what it has seen. */
  private static Map<String, List<String>> harvested(ShardedRun run, Network network)
      throws Exception {
    Channels channels = new Channels();
    Map<String, List<long[]>> spikes = new TreeMap<>();
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    for (OutboundRecord record : run.spikes) {
      SpikePacket packet = codec.decode(record.value());
      boolean isNext =
          channels.isNext(key(record), packet.sequence(), ofAnyRun(packet, packet.epoch()));
      if (!isNext || !network.population(packet.population()).orElseThrow().publish()) {
        continue;
      }
      String of = packet.instance() + " spikes " + packet.population();
      for (int i = 0; i < packet.neurons().length; i++) {
        long count = packet.counts().length == 0 ? 1 : packet.counts()[i];
        long tick = packet.firstTick() + packet.tickOffsets()[i];
        spikes
            .computeIfAbsent(of, k -> new ArrayList<>())
            .add(new long[] {tick, packet.neurons()[i], count});
      }
    }
    Map<String, List<String>> lines = new TreeMap<>();
    spikes.forEach(
        (key, all) -> {
          all.sort(Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]));
          all.forEach(s -> Outcome.add(lines, key, s[0] + " " + s[1] + " x" + s[2]));
        });
    DecisionCodec decisions = new DecisionCodec(WireFormat.DEFAULT);
    StateRecordingCodec recordings = new StateRecordingCodec(WireFormat.DEFAULT);
    for (OutboundRecord record : run.others) {
      if (record.topic().equals("decisions")) {
        Decision d = decisions.decode(record.value());
        if (channels.isNext(
            d.instance() + "?" + d.readout(), d.sequence(), ofAnyRun(d, d.epoch()))) {
          Outcome.add(lines, d);
        }
      } else {
        assertThat(record.topic()).isEqualTo("recordings");
        StateRecording r = recordings.decode(record.value());
        if (channels.isNext(
            r.instance() + "~" + r.population(), r.sequence(), ofAnyRun(r, r.epoch()))) {
          Outcome.add(lines, r);
        }
      }
    }
    return lines;
  }

  /** A packet of a run as it is in all runs. */
  private static String ofAnyRun(Object packet, long epoch) {
    return packet.toString().replace("epoch=" + epoch, "");
  }

  private static String key(OutboundRecord record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** What has come of each channel: numbers without gaps, and repetitions equal to the first. */
  private static final class Channels {
    private final Map<String, List<String>> taken = new HashMap<>();

    boolean isNext(String channel, long sequence, String packet) {
      List<String> before = taken.computeIfAbsent(channel, c -> new ArrayList<>());
      assertThat(sequence).as("gap on %s", channel).isLessThanOrEqualTo(before.size());
      if (sequence < before.size()) {
        assertThat(packet).as("repeated on %s", channel).isEqualTo(before.get((int) sequence));
        return false;
      }
      return before.add(packet);
    }
  }

  /** Spikes and samples of the slice that is not complete are not sent. */
  private static Map<String, List<String>> upToTheLastSlice(
      Map<String, List<String>> expected, int slice) {
    long sent = UNTIL / slice * slice;
    Map<String, List<String>> lines = new TreeMap<>();
    expected.forEach(
        (key, all) -> {
          boolean sliced = !key.contains(" decision ");
          all.stream()
              .filter(line -> !sliced || Long.parseLong(line.split(" ")[0]) < sent)
              .forEach(line -> Outcome.add(lines, key, line));
        });
    return lines;
  }
}
