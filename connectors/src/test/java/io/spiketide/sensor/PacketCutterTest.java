package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketCutterTest {
  private static final PacketCut CUT = PacketCut.of("camera", 7);

  private final List<SensorPacket> packets = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1,10000", "7,10000", "64,1", "1024,10000", "1024,2147483647"})
  void anyCutCarriesTheSameEventsInOrder(int maxEvents, long spanMicros) {
    PacketCut cut = CUT.withMaxEvents(maxEvents).withSpanMicros(spanMicros);
    List<CollectingSink.Event> sent = feed(new PacketCutter(cut, packets::add), 5_000, 0);
    assertThat(receivedEvents()).isEqualTo(sent);
    assertThat(packets)
        .allSatisfy(p -> assertThat(p.addresses().length).isLessThanOrEqualTo(maxEvents));
  }

  @ParameterizedTest
  @CsvSource({"1,10000,0", "7,10000,0", "1024,10000,0", "7,10000,500", "1024,3000,500"})
  void everyPromiseIsKeptAndNoneIsTakenBack(int maxEvents, long spanMicros, long disorder) {
    PacketCut cut =
        CUT.withMaxEvents(maxEvents).withSpanMicros(spanMicros).withDisorderMicros(disorder);
    PacketCutter cutter = new PacketCutter(cut, packets::add);
    feed(cutter, 5_000, disorder);
    long promised = Long.MIN_VALUE;
    for (SensorPacket packet : packets) {
      for (int offset : packet.timeOffsets()) {
        assertThat(packet.time() + offset).isGreaterThanOrEqualTo(promised);
      }
      assertThat(packet.frontier()).isGreaterThanOrEqualTo(promised);
      promised = packet.frontier();
    }
    assertThat(cutter.broken()).isZero();
  }

  @Test
  void sequencesStartAtZeroAndHaveNoGaps() {
    PacketCutter cutter = new PacketCutter(CUT.withMaxEvents(3), packets::add);
    feed(cutter, 100, 0);
    cutter.promise(1_000_000_000);
    for (int i = 0; i < packets.size(); i++) {
      assertThat(packets.get(i).sequence()).isEqualTo(i);
      assertThat(packets.get(i).epoch()).isEqualTo(7);
      assertThat(packets.get(i).source()).isEqualTo("camera");
    }
    assertThat(cutter.packets()).isEqualTo(packets.size());
  }

  @Test
  void announcementsHaveSequencesAndPromiseNothing() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.announce(5_000);
    cutter.announce(5_000);
    cutter.event(6_000, 1, 1);
    cutter.flush();
    assertThat(packets).extracting(SensorPacket::sequence).containsExactly(0L, 1L, 2L);
    assertThat(packets)
        .extracting(SensorPacket::frontier)
        .containsExactly(Promise.NONE, Promise.NONE, 6_000L);
    assertThat(packets).extracting(SensorPacket::time).containsExactly(5_000L, 5_000L, 6_000L);
    assertThat(cutter.packets()).isEqualTo(3);
  }

  @Test
  void packetsEndAtMultiplesOfTheSpanAndPromiseThem() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.event(9_999, 1, 1);
    cutter.event(10_000, 2, 1);
    cutter.event(35_000, 3, 1);
    assertThat(packets).hasSize(2);
    assertThat(packets.get(0).frontier()).isEqualTo(10_000);
    assertThat(packets.get(1).frontier()).isEqualTo(20_000);
  }

  @Test
  void theEndOfAnEpisodeIsSentAtOnceAndIsPromised() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.mark(EpisodeMark.start(0, "a", "left"));
    cutter.event(5, 1, 1);
    cutter.mark(EpisodeMark.end(350_000, "a"));
    assertThat(packets).hasSize(2);
    assertThat(packets.get(0).marks()).containsExactly(EpisodeMark.start(0, "a", "left"));
    assertThat(packets.get(1).marks()).containsExactly(EpisodeMark.end(350_000, "a"));
    assertThat(packets.get(1).frontier()).isEqualTo(350_000);
  }

  @Test
  void heartbeatsAreSentOnlyWhenTheyPromiseMore() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.promise(500);
    cutter.promise(500);
    cutter.promise(400);
    cutter.promise(501);
    assertThat(packets).extracting(SensorPacket::frontier).containsExactly(500L, 501L);
    assertThat(packets).allSatisfy(p -> assertThat(p.addresses()).isEmpty());
  }

  @Test
  void valuesAreLeftOutWhereEveryEventCountsOne() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.event(1, 1, 1);
    cutter.flush();
    cutter.event(2, 1, 1);
    cutter.event(2, 1, -0.5f);
    cutter.flush();
    assertThat(packets.get(0).values()).isEmpty();
    assertThat(packets.get(1).values()).containsExactly(1, -0.5f);
  }

  @Test
  void anEventThatBreaksThePromiseIsSentAndCounted() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.promise(1_000);
    cutter.event(999, 4, 1);
    cutter.flush();
    assertThat(cutter.broken()).isEqualTo(1);
    assertThat(packets.get(1).addresses()).containsExactly(4);
    assertThat(packets.get(1).frontier()).isEqualTo(1_000);
  }

  @Test
  void lossesOfTheSensorTravelWithTheNextPacket() {
    PacketCutter cutter = new PacketCutter(CUT, packets::add);
    cutter.dropped(3);
    cutter.dropped(4);
    cutter.event(1, 1, 1);
    cutter.flush();
    assertThat(packets).extracting(SensorPacket::dropped).containsExactly(7L);
  }

  /** Events with random gaps, some of several spans; out of order by at most the disorder. */
  private static List<CollectingSink.Event> feed(PacketCutter cutter, int count, long disorder) {
    Random random = new Random(11);
    List<CollectingSink.Event> sent = new ArrayList<>();
    long time = 1_000_000;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(100) == 0 ? 50_000 : random.nextInt(700);
      long jitter = disorder == 0 ? 0 : random.nextInt((int) disorder + 1);
      CollectingSink.Event event =
          new CollectingSink.Event(time - jitter, random.nextInt(64), 1 + i % 2);
      sent.add(event);
      cutter.event(event.micros(), event.address(), event.value());
    }
    cutter.flush();
    return sent;
  }

  private List<CollectingSink.Event> receivedEvents() {
    List<CollectingSink.Event> events = new ArrayList<>();
    for (SensorPacket packet : packets) {
      for (int i = 0; i < packet.addresses().length; i++) {
        float value = packet.values().length == 0 ? 1 : packet.values()[i];
        events.add(
            new CollectingSink.Event(
                packet.time() + packet.timeOffsets()[i], packet.addresses()[i], value));
      }
    }
    return events;
  }
}
