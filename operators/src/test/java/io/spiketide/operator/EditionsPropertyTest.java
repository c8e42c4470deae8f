package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.StateRecording;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.rules.NetworkRules;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.testing.RandomNetworks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks whose description changes at a tick, against the reference in two parts. */
class EditionsPropertyTest {
  private static final List<String> INSTANCES = List.of("anna", "berta", "clara");

  /**
   * How the input and the change reach the operator.
   *
   * @param announced whether the job knows of the change from its beginning; otherwise it runs by
   *     the old description until the last moment, and is started again from a savepoint
   * @param restarts whether it is restarted after each packet
   */
  private record Delivery(
      int packetSize, int parallelism, long order, boolean announced, boolean restarts) {}

  private static final List<Delivery> DELIVERIES =
      List.of(
          new Delivery(1, 1, 1, true, false),
          new Delivery(7, 2, 2, false, false),
          new Delivery(64, 3, 3, true, false),
          new Delivery(100, 3, 4, false, true),
          new Delivery(50, 2, 6, true, true),
          new Delivery(1024, 1, 5, false, false));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13})
  @DisplayName("a change at a tick gives the reference's bytes, however and whenever it is told")
  void changesAtTheTickAlone(long seed) throws Exception {
    Random random = new Random(seed);
    Network old = Outcome.withSources(RandomNetworks.of(seed), 1 + (int) (seed % 2));
    Network changed = changed(old, random);
    assertThat(NetworkRules.check(changed)).noneMatch(p -> p.isError());
    long change = 10 + random.nextInt(320);
    Editions editions = Editions.of(old).then(change, changed);
    // the last slices of both descriptions end here
    long slices = (long) old.placement().sliceTicks() * changed.placement().sliceTicks();
    long until = (400 / slices + 1) * slices;
    List<RandomStreams> streams = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      streams.add(new RandomStreams(old, 100 * seed + i, until));
    }
    Map<String, List<String>> expected = Outcome.expected(editions, INSTANCES, streams, until);
    assertThat(expected)
        .isNotEqualTo(Outcome.expected(Editions.of(old), INSTANCES, streams, until));

    String bytes = null;
    for (Delivery delivery : DELIVERIES) {
      Editions first = delivery.announced() ? editions : Editions.of(old);
      try (StageHarness harness =
          new StageHarness(first, WireFormat.DEFAULT, delivery.parallelism())) {
        deliver(streams, delivery, harness, editions);
        assertThat(harness.sentTo("dead-letters")).isEmpty();
        assertThat(Outcome.lines(harness.sent()))
            .as("change at %d, %s", change, delivery)
            .isEqualTo(expected);
        String sha = Outcome.sha256(harness);
        bytes = bytes == null ? sha : bytes;
        assertThat(sha).as("bytes of %s", delivery).isEqualTo(bytes);
      }
    }
  }

  private static void deliver(
      List<RandomStreams> streams, Delivery delivery, StageHarness harness, Editions editions)
      throws Exception {
    Random random = new Random(delivery.order());
    List<Map.Entry<String, Deque<SensorPacket>>> waiting = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      for (Deque<SensorPacket> packets : streams.get(i).packets(delivery.packetSize())) {
        waiting.add(Map.entry(INSTANCES.get(i), new ArrayDeque<>(packets)));
      }
    }
    boolean told = delivery.announced();
    long changeMicros = editions.newest().time().microsOf(editions.endOf(0));
    while (!waiting.isEmpty()) {
      var next = waiting.get(random.nextInt(waiting.size()));
      SensorPacket packet = next.getValue().removeFirst();
      if (!told && packet.frontier() > changeMicros) {
        harness.restart(editions, 1 + random.nextInt(3));
        told = true;
      }
      harness.send(next.getKey(), packet);
      if (next.getValue().isEmpty()) {
        waiting.remove(next);
      }
      if (delivery.restarts()) {
        harness.restart(1 + random.nextInt(3));
      }
    }
  }

  /** Everything that may change, changed: a function of the random numbers. */
  private static Network changed(Network n, Random random) {
    List<Population> populations = new ArrayList<>();
    for (Population p : n.populations()) {
      boolean spikes = !NeuronModels.CATALOG.get(p.model().type()).graded();
      boolean publish = random.nextInt(3) == 0 && spikes ? !p.publish() : p.publish();
      populations.add(
          new Population(p.name(), p.shape(), p.model(), p.initial(), publish)
              .competing(p.competition()));
    }
    Settings lif = Settings.of("lif", Map.of("tau_m", Values.of(9), "V_th", Values.of(1)));
    populations.add(random.nextInt(populations.size()), added(lif));
    List<Projection> projections = new ArrayList<>();
    for (Projection p : n.projections()) {
      if (!p.name().equals("r0") || random.nextBoolean()) {
        projections.add(p.withWeights(weights(p)));
      }
    }
    String source = n.inputs().get(0).name();
    String target = n.populations().get(0).name();
    Connectivity sparse = new Connectivity.FixedProbability(0.3, true);
    projections.add(Projection.of(source, "added", sparse, Values.of(0.9), random.nextInt(7)));
    projections.add(
        new Projection(
            "back", "added", target, "", sparse, Values.of(0.4), new Values.Uniform(1, 14), null));
    List<ReadoutSpec> readouts = new ArrayList<>(n.readouts());
    ReadoutSpec rate = readouts.remove(3);
    readouts.remove(random.nextInt(3));
    readouts.add(
        0,
        new ReadoutSpec(
            rate.name(), rate.population(), rate.readout(), new Window.Ticks(20, 10), List.of()));
    boolean learns =
        projections.stream()
            .anyMatch(p -> p.target().equals(rate.population()) && p.learning() != null);
    readouts.removeIf(r -> !learns && r.readout().type().equals("weight_alarm"));
    readouts.add(
        new ReadoutSpec(
            "new", "added", Settings.of("spike_count"), new Window.Episode(), List.of()));
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        n.inputs(),
        populations,
        projections,
        readouts,
        random.nextBoolean() ? List.of(new StateRecording("p0", "v", 5)) : n.recordings(),
        n.instances(),
        new Placement(1 + random.nextInt(12)));
  }

  private static Population added(Settings model) {
    return Population.of("added", Shape.of(12), model).published();
  }

  private static Values weights(Projection projection) {
    return projection.weights() instanceof Values.Constant constant
            && !(projection.connectivity() instanceof Connectivity.Pool2d)
        ? Values.of(constant.value() * 1.3)
        : projection.weights();
  }
}
