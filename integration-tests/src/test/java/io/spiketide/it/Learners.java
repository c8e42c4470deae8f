package io.spiketide.it;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.schema.SensorPacket;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Instances that each learn from what their sensor shows: a pattern of events that comes again and
 * again in noise. What they fire, decide and have learned in the end is the reference simulator's.
 */
final class Learners {
  static final String FORWARD = "retina->neurons";

  private static final int ADDRESSES = 64;
  private static final int NEURONS = 16;
  private static final long TICK_MICROS = 1000;
  private static final long PERIOD = 100;

  final Network network;
  private final List<String> instances;
  private final long ticks;

  /**
   * @param ticks how far it is run, a multiple of the slices
   */
  Learners(List<String> instances, long ticks) {
    this.instances = instances;
    this.ticks = ticks;
    network = network();
  }

  private static Network network() {
    Settings forward =
        Settings.of(
                "pair_stdp",
                Map.of(
                    "A_plus", Values.of(0.02),
                    "A_minus", Values.of(0.018),
                    "tau_minus", Values.of(30),
                    "mu_minus", Values.of(1)))
            .withOption("delay", "dendritic");
    Settings lateral =
        Settings.of("triplet_stdp", Map.of("w_min", Values.of(-1), "w_max", Values.of(0)));
    Settings neurons =
        Settings.of(
            "lif", Map.of("tau_m", Values.of(12), "V_th", Values.of(0.35), "t_ref", Values.of(3)));
    return new Network(
        "learners",
        TimeBase.ofMicros(TICK_MICROS),
        11,
        List.of(Input.events("retina", Shape.of(ADDRESSES))),
        List.of(Population.of("neurons", Shape.of(NEURONS), neurons).published()),
        List.of(
            Projection.of(
                    "retina",
                    "neurons",
                    new Connectivity.AllToAll(true),
                    new Values.Uniform(0.2, 0.8),
                    2)
                .learning(Learning.by(forward)),
            Projection.of(
                    "neurons", "neurons", new Connectivity.AllToAll(false), Values.of(-0.4), 1)
                .learning(Learning.by(lateral))),
        List.of(
            new ReadoutSpec(
                "winner",
                "neurons",
                Settings.of("spike_count"),
                new ReadoutSpec.Window.Ticks(PERIOD, PERIOD),
                List.of())),
        List.of(),
        Instances.perRecordKey(),
        new Placement(20));
  }

  private List<ReferenceSimulator.Event> events(String instance) {
    Random random = new Random(instance.hashCode());
    int[] pattern = random.ints(ADDRESSES, 0, 30).toArray();
    List<ReferenceSimulator.Event> events = new ArrayList<>();
    for (long tick = 0; tick < ticks; tick++) {
      for (int address = 0; address < ADDRESSES; address++) {
        boolean shown = tick % PERIOD == pattern[address];
        if (shown || random.nextInt(150) == 0) {
          events.add(new ReferenceSimulator.Event(0, tick, address, 1));
        }
      }
    }
    return events;
  }

  /** The tick before which the weights are compared. */
  long asked() {
    return ticks - 1;
  }

  /** Packets of {@code step} ticks each. */
  Map<String, List<SensorPacket>> packets(int step) {
    Map<String, List<SensorPacket>> packets = new LinkedHashMap<>();
    for (String instance : instances) {
      List<SensorPacket> all = new ArrayList<>();
      List<ReferenceSimulator.Event> events = events(instance);
      int next = 0;
      for (long from = 0; from < ticks; from += step) {
        List<Integer> offsets = new ArrayList<>();
        List<Integer> addresses = new ArrayList<>();
        while (next < events.size() && events.get(next).tick() < from + step) {
          offsets.add((int) ((events.get(next).tick() - from) * TICK_MICROS));
          addresses.add(events.get(next++).address());
        }
        all.add(
            new SensorPacket(
                "retina",
                0,
                all.size(),
                Math.min(ticks, from + step) * TICK_MICROS,
                "retina",
                from * TICK_MICROS,
                offsets.stream().mapToInt(Integer::intValue).toArray(),
                addresses.stream().mapToInt(Integer::intValue).toArray(),
                new float[0],
                List.of(),
                0));
      }
      packets.put(instance, all);
    }
    return packets;
  }

  /**
   * What the reference simulator makes of it.
   *
   * @param digests receives the SHA-256 of the weights in the end, by instance
   */
  Harvest expected(Map<String, String> digests) {
    Harvest harvest = new Harvest();
    CompiledNetwork net = CompiledNetwork.compile(network);
    LearnedWeights weights = new LearnedWeights(net);
    for (String instance : instances) {
      List<ReferenceSimulator.Event> events = events(instance);
      ReferenceSimulator.Result result =
          ReferenceSimulator.run(net, instance, events, List.of(), ticks);
      harvest.add(network, instance, result, ticks);
      ReferenceSimulator.Result asked =
          ReferenceSimulator.run(net, instance, events, List.of(), asked());
      digests.put(instance, weights.digest(asked.state(), weights.projections()));
    }
    return harvest;
  }
}
