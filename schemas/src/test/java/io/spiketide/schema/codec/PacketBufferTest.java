package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reusable forms of the hot path. */
class PacketBufferTest {
  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 200;

  private final SensorPacketBuffer sensor = new SensorPacketBuffer();
  private final SensorPacketCodec sensorCodec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final SpikePacketBuffer spikes = new SpikePacketBuffer();
  private final SpikePacketCodec spikeCodec = new SpikePacketCodec(WireFormat.DEFAULT);

  @Test
  void sensorEventsAreFilledAndReadByIndex() throws WireException {
    sensor.begin("camera", 1, 7, "retina", 1000);
    sensor.promise(1500);
    sensor.add(0, 5);
    sensor.add(20, 6);
    sensor.add(EpisodeMark.start(1000, "one", "left"));
    sensor.drop(3);
    byte[] record = sensorCodec.encode(sensor);

    SensorPacketBuffer read = new SensorPacketBuffer();
    sensorCodec.decode(record, read);
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.timeAt(1)).isEqualTo(1020);
    assertThat(read.addressAt(1)).isEqualTo(6);
    assertThat(read.hasValues()).isFalse();
    assertThat(read.valueAt(1)).isEqualTo(1);
    assertThat(read.toPacket())
        .isEqualTo(
            new SensorPacket(
                "camera",
                1,
                7,
                1500,
                "retina",
                1000,
                new int[] {0, 20},
                new int[] {5, 6},
                new float[0],
                List.of(EpisodeMark.start(1000, "one", "left")),
                3));
  }

  @Test
  void valuesAppearWithTheFirstEventThatDoesNotCountOne() {
    sensor.begin("camera", 0, 0, "", 0);
    sensor.add(0, 5);
    sensor.add(1, 6, 2.5f);
    sensor.add(2, 7);
    assertThat(sensor.toPacket().values()).containsExactly(1, 2.5f, 1);
  }

  @Test
  void beginForgetsThePacketBefore() {
    sensor.set((SensorPacket) PacketKind.ALL.get(0).golden());
    sensor.begin("camera", 0, 0, "", 0);
    assertThat(sensor.toPacket().timeOffsets()).isEmpty();
    assertThat(sensor.toPacket().values()).isEmpty();
    assertThat(sensor.marks()).isEmpty();
    assertThat(sensor.dropped()).isZero();
  }

  @Test
  void spikesAreFilledAndReadByIndex() throws WireException {
    spikes.channel("reflex", "camera", "hidden", 2, 1000);
    spikes.begin(0, 7, 100, 110);
    spikes.add(0, 5);
    spikes.add(3, 6, 4);
    byte[] record = spikeCodec.encode(spikes);

    SpikePacketBuffer read = new SpikePacketBuffer();
    spikeCodec.decode(record, read);
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.tickAt(1)).isEqualTo(103);
    assertThat(read.neuronAt(1)).isEqualTo(6);
    assertThat(read.countAt(0)).isEqualTo(1);
    assertThat(read.countAt(1)).isEqualTo(4);
    assertThat(read.toPacket())
        .isEqualTo(
            new SpikePacket(
                "reflex",
                "camera",
                "hidden",
                2,
                0,
                7,
                100,
                110,
                new int[] {0, 3},
                new int[] {5, 6},
                new int[] {1, 4},
                1000));
  }

  @Test
  void aPacketThatBreaksARuleIsNotWritten() {
    spikes.channel("reflex", "camera", "hidden", 2, 1000);
    spikes.begin(0, 7, 100, 110);
    spikes.add(-1, 5);
    assertThatThrownBy(() -> spikeCodec.encode(spikes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tick offset is negative: -1");
  }

  @Test
  void readingSensorEventsAllocatesNothingPerEvent() throws WireException {
    byte[] record = sensorRecord(1000);
    long perPacket = allocationOf(() -> sensorCodec.decode(record, sensor));
    assertThat(perPacket).isLessThan(1000);
  }

  @Test
  void readingSpikesAllocatesNothingPerSpike() throws WireException {
    byte[] record = spikeRecord(1000);
    long perPacket = allocationOf(() -> spikeCodec.decode(record, spikes));
    assertThat(perPacket).isLessThan(1000);
  }

  @Test
  void writingSpikesAllocatesTheRecordAndNothingPerSpike() throws WireException {
    byte[] record = spikeRecord(1000);
    spikeCodec.decode(record, spikes);
    long perPacket = allocationOf(() -> spikeCodec.encode(spikes));
    assertThat(perPacket).isLessThan(record.length + 1000);
  }

  private byte[] sensorRecord(int events) {
    sensor.begin("camera", 0, 0, "", 0);
    for (int i = 0; i < events; i++) {
      sensor.add(10 * i, i % 37, i);
    }
    return sensorCodec.encode(sensor);
  }

  private byte[] spikeRecord(int size) {
    spikes.channel("reflex", "camera", "hidden", 2, 1000);
    spikes.begin(0, 7, 100, 110);
    for (int i = 0; i < size; i++) {
      spikes.add(i, i % 37, 1 + i % 3);
    }
    return spikeCodec.encode(spikes);
  }

  private interface Step {
    void run() throws WireException;
  }

  /** Bytes per run, after the buffers have grown and the code is compiled. */
  private static long allocationOf(Step step) throws WireException {
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
    }
    long before = Allocation.ofThisThread();
    for (int i = 0; i < MEASURED; i++) {
      step.run();
    }
    return (Allocation.ofThisThread() - before) / MEASURED;
  }
}
