package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.demo.BrunelNetwork;
import io.spiketide.network.Network;
import io.spiketide.schema.SpikePacket;
import io.spiketide.statistics.PopulationStatistics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What the command makes of packets; how they are read from a topic: {@link SpikePacketsTest}. */
class StatsCommandTest {
  private static final int TICK_MICROS = 1_000;
  private static final int SLICE = 100;

  private final List<SpikePacket> packets = new ArrayList<>();

  @Test
  void eachInstanceAndPopulationIsMeasuredOverItsOwnStretch() {
    regular("a", "out", 0, 10, 5);
    regular("a", "hidden", 0, 10, 2);
    regular("b", "out", 40, 60, 10);
    Map<SpikeTally.Train, PopulationStatistics> all = measure(command());
    assertThat(all.keySet())
        .extracting(train -> train.source().instance() + " " + train.population())
        .containsExactly("a hidden", "a out", "b out");
    PopulationStatistics out = all.get(train("a", "out"));
    assertThat(out.stretch().start()).isZero();
    assertThat(out.stretch().end()).isEqualTo(10 * SLICE);
    assertThat(out.rates().mean()).isCloseTo(200, within(1e-9));
    assertThat(out.variation().mean()).isZero();
    PopulationStatistics later = all.get(train("b", "out"));
    assertThat(later.stretch().start()).isEqualTo(40 * SLICE);
    assertThat(later.spikes()).isEqualTo(3 * 20 * SLICE / 10);
  }

  @Test
  void whatIsDiscardedAndWhatLiesOutsideDoesNotCount() {
    regular("a", "out", 0, 10, 5);
    PopulationStatistics some =
        measure(command("--discard", "100ms", "--to", "1970-01-01T00:00:00.5Z"))
            .get(train("a", "out"));
    assertThat(some.stretch().start()).isEqualTo(100);
    assertThat(some.stretch().end()).isEqualTo(500);
    assertThat(some.spikes()).isEqualTo(3 * 80);
    PopulationStatistics late =
        measure(command("--from", "900", "--to", "99999")).get(train("a", "out"));
    assertThat(late.stretch().start()).isEqualTo(900);
    assertThat(late.stretch().end()).isEqualTo(1000);
  }

  @Test
  void aDescriptionGivesTheSizesAndTheSilentPopulations() {
    Network network = BrunelNetwork.build(1, 0.004);
    packets.add(packet("brunel", "a", "excitatory", 0, 0, new int[] {3}, new int[] {7}));
    StatsCommand command = command();
    Map<SpikeTally.Train, PopulationStatistics> all = measure(command, network);
    SpikeSurvey.Source source = new SpikeSurvey.Source("brunel", "a");
    assertThat(all.get(new SpikeTally.Train(source, "excitatory")).neurons()).isEqualTo(40);
    assertThat(all.get(new SpikeTally.Train(source, "inhibitory")).neurons()).isEqualTo(10);
    assertThat(all.get(new SpikeTally.Train(source, "inhibitory")).spikes()).isZero();
    packets.add(packet("brunel", "a", "excitatory", 0, 1, new int[] {3}, new int[] {40}));
    assertThatThrownBy(() -> measure(command, network))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("neuron 40 is outside population 'excitatory' of 40; check that");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatThereIs() {
    assertFault("topic spikes: no spikes; set publish: true", command());
    assertFault("topic spikes: no spikes from --from on", command("--from", "5"));
    regular("a", "out", 0, 10, 5);
    assertFault("no spikes of instance 'c'; use one of [a]", command("--instance", "c"));
    assertFault("no spikes of population 'in'; use one of [out]", command("--population", "in"));
    assertFault("nothing is left from 2000 to 1000", command("--discard", "2s"));
    assertFault(
        "--bin: 1500 µs is no multiple of a tick, which is 1000", command("--bin", "1500us"));
    assertThatThrownBy(() -> measure(command(), BrunelNetwork.build(1, 0.004)))
        .hasMessageContaining("in network 'brunel'; correct --instance or --network");
  }

  @Test
  void countsOfBinnedSpikesAndSeveralShardsAreOnePopulation() {
    packets.add(packet("net", "a", "out", 0, 0, new int[] {1, 2}, new int[] {0, 0}));
    SpikePacket plain = packet("net", "a", "out", 0, 0, new int[] {4}, new int[] {5});
    packets.add(
        new SpikePacket(
            plain.network(),
            plain.instance(),
            plain.population(),
            1,
            0,
            0,
            plain.firstTick(),
            plain.frontier(),
            plain.tickOffsets(),
            plain.neurons(),
            new int[] {8},
            TICK_MICROS));
    PopulationStatistics out = measure(command()).get(train("a", "out"));
    assertThat(out.neurons()).isEqualTo(6);
    assertThat(out.spikes()).isEqualTo(10);
  }

  @Test
  void aRepeatedPacketIsPassedOverAndAnotherRunIsReported() {
    SpikePackets.Runs runs = new SpikePackets.Runs();
    SpikePacket first = packet("net", "a", "out", 0, 0, new int[] {1}, new int[] {0});
    SpikePacket second = packet("net", "a", "out", 1, 1, new int[] {1}, new int[] {0});
    assertThat(runs.isNew(first, "here")).isTrue();
    assertThat(runs.isNew(second, "here")).isTrue();
    assertThat(runs.isNew(first, "here")).isFalse();
    assertThat(runs.isNew(second, "here")).isFalse();
    assertThat(runs.isNew(packet("net", "b", "out", 0, 0, new int[0], new int[0]), "x")).isTrue();
    SpikePacket again = packet("net", "a", "out", 50, 0, new int[] {1}, new int[] {0});
    assertThatThrownBy(() -> runs.isNew(again, "topic spikes, partition 0, offset 9"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("topic spikes, partition 0, offset 9: another run of network 'net'")
        .hasMessageContaining("--from 5000");
  }

  @Test
  void aNeuronThatFiresTwiceInATickIsOfTwoRuns() {
    packets.add(packet("net", "a", "out", 0, 0, new int[] {1}, new int[] {0}));
    packets.add(packet("net", "a", "out", 0, 1, new int[] {1}, new int[] {0}));
    assertFault("population 'out': neuron 0 fires at tick 1 after it fired at tick 1", command());
  }

  @Test
  void theTableAndItsJsonHoldTheSameFigures() throws Exception {
    regular("a", "out", 0, 10, 5);
    SpikeTally.Train train = train("a", "out");
    StatsTable table = new StatsTable(train, measure(command()).get(train), false);
    assertThat(table.lines().get(0))
        .isEqualTo(
            "net, instance a, population out: 3 neurons (the largest that fired + 1), 600 spikes"
                + " in 1 s (ticks 0 to 1000)");
    assertThat(table.lines().get(2)).contains("rate Hz", "200.000", "3 neurons");
    assertThat(table.lines().get(3)).contains("CV", "0.0000", "at least 10 intervals");
    assertThat(table.lines().get(4)).contains("correlation", "0 pairs of 0 neurons", "5.0 ms");
    JsonNode json =
        new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(table.json()));
    assertThat(json.path("rateHz").path("mean").asDouble()).isCloseTo(200, within(1e-9));
    assertThat(json.path("cv").path("of").asInt()).isEqualTo(3);
    assertThat(json.path("correlation").isNull()).isTrue();
    assertThat(json.path("neuronsFrom").asText()).isEqualTo("largest that fired + 1");
  }

  @Test
  void aPointInTimeIsATimeOrATick() {
    EventTime.Converter converter = new EventTime.Converter();
    assertThat(converter.convert("1200").tick(100)).isEqualTo(1200);
    assertThat(converter.convert("1200").millis()).isEmpty();
    EventTime time = converter.convert("1970-01-01T00:00:01.000050Z");
    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(1, 50_000));
    assertThat(time.tick(100)).isEqualTo(10_001);
    assertThat(time.millis()).hasValue(1_000);
    assertThatThrownBy(() -> converter.convert("noon"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'noon' is no time; write such as 2026-");
  }

  private void assertFault(String message, StatsCommand command) {
    assertThatThrownBy(() -> measure(command))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  private Map<SpikeTally.Train, PopulationStatistics> measure(StatsCommand command) {
    return measure(command, null);
  }

  private Map<SpikeTally.Train, PopulationStatistics> measure(
      StatsCommand command, @Nullable Network described) {
    SpikeSurvey survey = new SpikeSurvey();
    packets.forEach(packet -> survey.add(packet, "somewhere"));
    SpikeTally tally = command.tally(survey, described, "spikes");
    packets.forEach(packet -> tally.add(packet, "somewhere"));
    return tally.statistics();
  }

  private static StatsCommand command(String... arguments) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    StatsCommand command = new StatsCommand(new Console(nowhere, nowhere, false));
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  private static SpikeTally.Train train(String instance, String population) {
    return new SpikeTally.Train(new SpikeSurvey.Source("net", instance), population);
  }

  /** Three neurons that fire together every so many ticks, in the packets of some slices. */
  private void regular(String instance, String population, int from, int to, int every) {
    for (int slice = from; slice < to; slice++) {
      int spikes = SLICE / every;
      int[] offsets = new int[3 * spikes];
      int[] neurons = new int[3 * spikes];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = i / 3 * every;
        neurons[i] = i % 3;
      }
      packets.add(packet("net", instance, population, slice, slice - from, offsets, neurons));
    }
  }

  private static SpikePacket packet(
      String network,
      String instance,
      String population,
      int slice,
      long sequence,
      int[] offsets,
      int[] neurons) {
    long firstTick = (long) slice * SLICE;
    return new SpikePacket(
        network,
        instance,
        population,
        0,
        0,
        sequence,
        firstTick,
        firstTick + SLICE,
        offsets,
        neurons,
        new int[0],
        TICK_MICROS);
  }
}
