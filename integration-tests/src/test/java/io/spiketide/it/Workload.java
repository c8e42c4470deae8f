package io.spiketide.it;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Mark;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.SensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A network and what its instances are shown: one source each, on the network's only input. What
 * comes out of a job is compared with the reference simulator's account of the same.
 *
 * @param recordings by instance; each supplier opens the recording anew
 * @param endMicros all sources promise at their end that nothing earlier than this will follow
 */
record Workload(Network network, Map<String, Supplier<EventRecording>> recordings, long endMicros) {
  /** Run of the producers; not their first, so that there can be packets of an earlier one. */
  static final long EPOCH = 1;

  Workload {
    recordings = new TreeMap<>(recordings);
  }

  /** The packets of each instance in the order in which its source sends them. */
  Map<String, List<SensorPacket>> packets(int maxEvents) throws SensorException {
    Map<String, List<SensorPacket>> packets = new TreeMap<>();
    for (var entry : recordings.entrySet()) {
      List<SensorPacket> sent = new ArrayList<>();
      PacketCut cut = PacketCut.of("sensor-" + entry.getKey(), EPOCH).withMaxEvents(maxEvents);
      PacketCutter cutter = new PacketCutter(cut, sent::add);
      try (EventRecording recording = entry.getValue().get()) {
        recording.readAll(cutter);
      }
      cutter.promise(endMicros);
      packets.put(entry.getKey(), sent);
    }
    return packets;
  }

  /** What the reference simulator says should come out. */
  Harvest expected() throws SensorException {
    return expected(Editions.of(network));
  }

  /** The same, of a network that changes at a tick. */
  Harvest expected(Editions editions) throws SensorException {
    Succession networks =
        new Succession(
            editions,
            editions.editions().stream().map(e -> CompiledNetwork.compile(e.network())).toList());
    long until = network.time().tickOf(endMicros);
    Harvest expected = new Harvest();
    for (var entry : recordings.entrySet()) {
      Script script = new Script();
      try (EventRecording recording = entry.getValue().get()) {
        recording.readAll(script);
      }
      List<ReferenceSimulator.Result> results =
          ReferenceSimulator.run(networks, entry.getKey(), script.events, script.marks, until);
      for (int e = 0; e < results.size(); e++) {
        Network edition = editions.network(e);
        long slice = edition.placement().sliceTicks();
        long sent = Math.min(Math.floorDiv(until, slice) * slice, editions.endOf(e));
        expected.add(edition, entry.getKey(), results.get(e), sent);
      }
    }
    return expected;
  }

  /** Events and marks on the tick grid. */
  private final class Script implements EventSink {
    final List<ReferenceSimulator.Event> events = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();

    @Override
    public void event(long micros, int address, float value) {
      events.add(new ReferenceSimulator.Event(0, network.time().tickOf(micros), address, value));
    }

    @Override
    public void mark(EpisodeMark mark) {
      boolean start = mark.kind() == EpisodeMark.Kind.START;
      long tick = start ? network.time().tickOf(mark.time()) : network.time().tickCeil(mark.time());
      marks.add(new Mark(tick, start, mark.id(), mark.label()));
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("recordings of tests lose nothing");
    }
  }
}
