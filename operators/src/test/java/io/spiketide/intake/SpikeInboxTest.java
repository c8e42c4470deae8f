package io.spiketide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.intake.SpikeInbox.Verdict;
import io.spiketide.kernel.SpikeChannel;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpikeInboxTest {
  private final SpikeInbox inbox = new SpikeInbox(2);

  @Test
  void packetsAreTakenInOrderOnceEach() {
    assertThat(inbox.receive(0, packet(0, 0, 10, 3))).isEqualTo(Verdict.TAKEN);
    assertThat(inbox.receive(0, packet(0, 0, 10, 3))).isEqualTo(Verdict.DUPLICATE);
    assertThat(inbox.receive(0, packet(2, 20, 30, 25))).isEqualTo(Verdict.EARLY);
    assertThat(inbox.receive(0, packet(1, 10, 20, 11))).isEqualTo(Verdict.TAKEN);
    assertThat(inbox.receive(0, packet(2, 20, 30, 25))).isEqualTo(Verdict.TAKEN);
    assertThat(inbox.channels[0].frontier).isEqualTo(30);
    assertThat(inbox.size()).isEqualTo(3);
  }

  @Test
  void whatComesByTheShortcutIsTakenIfItIsTheNext() {
    assertThat(inbox.takeIfNext(0, packet(0, 0, 10, 3))).isTrue();
    assertThat(inbox.takeIfNext(0, packet(2, 20, 30, 25))).as("one is missing").isFalse();
    assertThat(inbox.channels[0].early).as("nothing is amiss: it will come").isEqualTo(-1);
    assertThat(inbox.receive(0, packet(0, 0, 10, 3))).isEqualTo(Verdict.DUPLICATE);
    assertThat(inbox.receive(0, packet(1, 10, 20, 11))).isEqualTo(Verdict.TAKEN);
    assertThat(inbox.takeIfNext(0, packet(1, 10, 20, 11))).as("it has come").isFalse();
    assertThat(inbox.takeIfNext(0, packet(2, 21, 30, 25))).as("it leaves a hole").isFalse();
    assertThat(inbox.receive(0, packet(2, 20, 30, 25))).isEqualTo(Verdict.TAKEN);
    assertThat(inbox.size()).isEqualTo(3);
  }

  /** As when slices became longer while packets of the shorter ones were still in the topic. */
  @Test
  void aPacketThatLeavesAHoleIsNotTaken() {
    inbox.receive(0, packet(0, 0, 10, 3));
    assertThat(inbox.receive(0, packet(1, 15, 30, 20))).isEqualTo(Verdict.EARLY);
  }

  @Test
  void spikesBelowTheFrontierAreNotTakenAgain() {
    inbox.receive(0, packet(0, 0, 10, 3));
    inbox.receive(0, packet(1, 5, 15, 7, 12));
    assertThat(inbox.size()).isEqualTo(2);
    Spikes twelve = new Spikes(4);
    inbox.take(0, 12, twelve);
    assertThat(twelve.size()).isEqualTo(1);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void anInstanceRunsAsFarAsItsSlowestChannelAndDelayAllow() {
    Intake intake = new Intake(inbox);
    List<SpikeChannel> channels = List.of(new SpikeChannel(0, 1, 15), new SpikeChannel(1, 1, 2));
    assertThat(intake.safeTick(channels, 100)).isEqualTo(102);
    inbox.receive(1, packet(0, 100, 120, 101));
    assertThat(intake.safeTick(channels, 100)).isEqualTo(115);
    inbox.receive(0, packet(0, 100, 110, 101));
    assertThat(intake.safeTick(channels, 100)).isEqualTo(122);
    assertThat(new Intake().safeTick(List.of(), 100)).isEqualTo(Long.MAX_VALUE);
  }

  /** The smallest frontier plus delay, also while only those are looked at that may hold it up. */
  @Test
  void theSlowestOfManyChannelsIsFoundAfterEveryPacket() {
    Random random = new Random(1);
    int n = 20;
    SpikeInbox many = new SpikeInbox(n);
    List<SpikeChannel> delays =
        IntStream.range(0, n).mapToObj(c -> new SpikeChannel(0, c, random.nextInt(3))).toList();
    long[] frontiers = new long[n];
    for (int round = 0; round < 5_000; round++) {
      int c = random.nextInt(n);
      frontiers[c] += random.nextInt(4);
      many.take(c, packet(0, 0, frontiers[c]));
      long start = round / 1_000;
      long expected =
          IntStream.range(0, n)
              .mapToLong(i -> Math.max(frontiers[i], start) + delays.get(i).delay())
              .min()
              .orElseThrow();
      assertThat(many.safeTick(delays, start)).isEqualTo(expected);
      if (round % 100 == 0) {
        many = many.copy();
      }
    }
  }

  private static SpikePacketBuffer packet(long sequence, long first, long frontier, long... ticks) {
    SpikePacketBuffer packet = new SpikePacketBuffer();
    packet.channel("net", "a", "p", 0, 1000);
    packet.begin(1, sequence, first, frontier);
    for (long tick : ticks) {
      packet.add((int) (tick - first), 4);
    }
    return packet;
  }
}
