package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PacedSinkTest {
  private final List<SensorPacket> packets = new ArrayList<>();

  @Test
  void aPacketLeavesWhenItsPromiseIsDue() {
    PacketCutter cutter = new PacketCutter(PacketCut.of("a", 0), new PacedSink(packets::add, 10));
    long begin = System.nanoTime();
    cutter.event(0, 1, 1);
    cutter.promise(300_000);
    cutter.promise(600_000);
    cutter.promise(900_000);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(packets).hasSize(3);
  }

  @Test
  void timeBeginsWhenTheFirstPacketIsTaken() {
    List<Long> taken = new ArrayList<>();
    PacketSink slowAtFirst =
        packet -> {
          if (taken.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
          }
          taken.add(System.nanoTime());
        };
    PacketCutter cutter = new PacketCutter(PacketCut.of("a", 0), new PacedSink(slowAtFirst, 1));
    cutter.promise(1_000_000);
    cutter.promise(1_030_000);
    assertThat(taken.get(1) - taken.get(0))
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(29));
  }

  @Test
  void announcementsPassBeforeTimeBegins() {
    PacketCutter cutter = new PacketCutter(PacketCut.of("a", 0), new PacedSink(packets::add, 1));
    long hour = TimeUnit.HOURS.toMicros(1);
    long begin = System.nanoTime();
    cutter.announce(0);
    cutter.announce(hour);
    cutter.promise(2 * hour);
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.MINUTES.toNanos(1));
    assertThat(packets).hasSize(3);
  }

  @Test
  void nothingWaitsAtTheHighestSpeedOrBehindTime() {
    long hour = TimeUnit.HOURS.toMicros(1);
    long hourAgo = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    long begin = System.nanoTime();
    feedAnHour(new PacedSink(packets::add, Double.POSITIVE_INFINITY), hour);
    feedAnHour(PacedSink.inRealTime(packets::add, 0, hourAgo), hour);
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.MINUTES.toNanos(1));
    assertThat(packets).hasSize(4);
  }

  @Test
  void anInterruptEndsTheWaitingAndStays() {
    Thread.currentThread().interrupt();
    long hour = TimeUnit.HOURS.toMicros(1);
    feedAnHour(new PacedSink(packets::add, 1), hour);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(packets).hasSize(2);
  }

  private static void feedAnHour(PacedSink sink, long hour) {
    PacketCutter cutter = new PacketCutter(PacketCut.of("a", 0), sink);
    cutter.event(0, 1, 1);
    cutter.flush();
    cutter.promise(hour);
  }
}
