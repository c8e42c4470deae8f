package io.spiketide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.encoding.TickEvents;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingEventsTest {

  @Test
  void givesEventsOutByTickAndWithinATickInOrderOfArrival() {
    WaitingEvents waiting = new WaitingEvents();
    waiting.add(7, 1, 1f);
    waiting.add(5, 2, 0.5f);
    waiting.add(7, 3, 1f);
    waiting.add(5, 4, 2f);

    assertThat(waiting.firstTick()).isEqualTo(5);
    assertThat(taken(waiting, 4)).isEmpty();
    assertThat(taken(waiting, 5)).containsExactly("2:0.5", "4:2.0");
    assertThat(taken(waiting, 6)).isEmpty();
    assertThat(taken(waiting, 7)).containsExactly("1:1.0", "3:1.0");
    assertThat(waiting.firstTick()).isEqualTo(Long.MAX_VALUE);
    assertThat(waiting.size()).isZero();
  }

  @Test
  void aCopySharesNothing() {
    WaitingEvents waiting = new WaitingEvents();
    waiting.add(1, 1, 1f);
    waiting.add(3, 3, 1f);
    taken(waiting, 1);
    WaitingEvents copy = waiting.copy();

    waiting.add(2, 2, 1f);
    taken(waiting, 2);
    taken(waiting, 3);
    copy.add(3, 4, 1f);

    assertThat(waiting.size()).isZero();
    assertThat(taken(copy, 3)).containsExactly("3:1.0", "4:1.0");
  }

  /** Against a sorted map of lists, with additions between the takings. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesAsASortedMapOfLists(long seed) {
    Random random = new Random(seed);
    WaitingEvents waiting = new WaitingEvents();
    Map<Long, List<String>> expected = new TreeMap<>();
    int size = 0;
    for (long tick = 0; tick < 500; tick++) {
      for (int e = random.nextInt(12); e > 0; e--) {
        long at = tick + random.nextInt(20);
        int address = random.nextInt(1000);
        waiting.add(at, address, 1f);
        expected.computeIfAbsent(at, t -> new ArrayList<>()).add(address + ":1.0");
        size++;
      }
      if (random.nextInt(10) == 0) {
        waiting = waiting.copy();
      }
      assertThat(waiting.size()).isEqualTo(size);
      List<String> now = expected.getOrDefault(tick, List.of());
      assertThat(taken(waiting, tick)).isEqualTo(now);
      expected.remove(tick);
      size -= now.size();
    }
  }

  /** Additions of whole packets, on top of what waits, against one by one. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aPacketIsAddedAsItsEventsWouldBeOneByOne(long seed) {
    Random random = new Random(seed);
    TimeBase time = TimeBase.ofMicros(1 + random.nextInt(1000));
    WaitingEvents whole = new WaitingEvents();
    WaitingEvents single = new WaitingEvents();
    WaitingEvents spare = new WaitingEvents();
    for (long tick = 0; tick < 300; tick++) {
      int n = random.nextInt(40);
      int[] offsets = random.ints(n, 0, 5000).toArray();
      if (random.nextBoolean()) {
        Arrays.sort(offsets);
      }
      int[] addresses = random.ints(n, 0, 1000).toArray();
      float[] values = new float[n];
      boolean plain = random.nextBoolean();
      for (int i = 0; i < values.length; i++) {
        values[i] = plain ? 1 : random.nextFloat();
      }
      long micros = time.microsOf(tick);
      SensorPacketBuffer packet = new SensorPacketBuffer();
      packet.begin("cam", 0, tick, "", micros);
      for (int e = 0; e < n; e++) {
        packet.add(offsets[e], addresses[e], values[e]);
      }
      boolean lent = random.nextBoolean();
      if (lent) {
        whole.borrow(spare);
      }
      whole.addAll(time, packet);
      for (int e = 0; e < n; e++) {
        single.add(time.tickOf(micros + offsets[e]), addresses[e], values[e]);
      }
      assertThat(whole.size()).isEqualTo(single.size());
      assertThat(whole.firstTick()).isEqualTo(single.firstTick());
      assertThat(taken(whole, tick)).isEqualTo(taken(single, tick));
      if (lent) {
        whole.giveBack(spare);
        assertThat(whole.size()).isEqualTo(single.size());
      }
    }
  }

  private static List<String> taken(WaitingEvents waiting, long tick) {
    TickEvents events = new TickEvents();
    waiting.take(tick, events);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      taken.add(events.address(i) + ":" + events.value(i));
    }
    return taken;
  }
}
