package io.spiketide.it;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A balanced random network that runs by itself, its clock, and what it fires: the reference
 * simulator's spikes, which do not depend on how the network is cut.
 */
final class Recurrent {
  private static final long SEED = 7;
  private static final double SCALE = 0.04;

  final Network network;
  private final List<String> instances;
  private final long ticks;

  /**
   * @param ticks how far it is run, a multiple of all slices that are tried
   */
  Recurrent(List<String> instances, long ticks) {
    network = BrunelNetwork.build(SEED, SCALE);
    this.instances = instances;
    this.ticks = ticks;
  }

  Network placed(Placement placement) {
    return network.placed(placement);
  }

  /** One event starts each instance; heartbeats let it run, so many ticks each. */
  Map<String, List<SensorPacket>> packets(long step) {
    long tickMicros = network.time().tickMicros();
    Map<String, List<SensorPacket>> packets = new LinkedHashMap<>();
    for (String instance : instances) {
      List<SensorPacket> all = new ArrayList<>();
      for (long from = 0; from < ticks; from += step) {
        boolean first = from == 0;
        long frontier = Math.min(ticks, from + step) * tickMicros;
        int[] one = first ? new int[1] : new int[0];
        all.add(
            new SensorPacket(
                "clock",
                0,
                all.size(),
                frontier,
                "clock",
                0,
                one,
                one,
                new float[0],
                List.of(),
                0));
      }
      packets.put(instance, all);
    }
    return packets;
  }

  /** What the reference simulator makes of it. */
  Harvest expected() {
    Harvest harvest = new Harvest();
    CompiledNetwork net = CompiledNetwork.compile(network);
    for (String instance : instances) {
      List<ReferenceSimulator.Event> start = List.of(new ReferenceSimulator.Event(0, 0, 0, 1));
      harvest.add(
          network, instance, ReferenceSimulator.run(net, instance, start, List.of(), ticks), ticks);
    }
    return harvest;
  }
}
