package io.spiketide.it.security;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A network that writes to every topic that a job can write to, and what makes it do so. */
final class GuardedJob {
  static final String NETWORK =
      """
      network: guarded
      tick: 1 ms
      inputs:
        taxels: {shape: [4], encoder: events}
      populations:
        out:
          shape: [4]
          neuron: {model: lif_delta, tau_m: 10, E_L: 0, V_th: 0.5, V_reset: 0}
          publish: true
      projections:
        - {from: taxels, to: out, connect: one_to_one, weights: 1}
      readouts:
        touched: {of: out, type: spike_count, window: episode}
      record:
        - {of: out, variable: v}
      """;

  private static final int EVENTS = 100;
  private static final long MILLI = 1_000;

  private GuardedJob() {}

  /**
   * Sends what gives a record on every topic: an episode of events, one that comes too late, and
   * bytes that are no packet.
   *
   * @param source a new name each time, so that the packets are not taken for repetitions
   */
  static void feed(ClientProperties client, TopicNames topics, String source)
      throws ExecutionException, InterruptedException {
    int[] offsets = new int[EVENTS];
    int[] addresses = new int[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      offsets[i] = (int) (i * MILLI);
      addresses[i] = i % 4;
    }
    long end = EVENTS * MILLI;
    List<EpisodeMark> marks =
        List.of(EpisodeMark.start(0, "touch", ""), EpisodeMark.end(end, "touch"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            client.toProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      send(producer, topics, source, packet(source, 0, 2 * end, offsets, addresses, marks));
      send(producer, topics, source, packet(source, 1, 3 * end, new int[1], new int[1], List.of()));
      send(producer, topics, source, "no packet".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static SensorPacket packet(
      String source,
      long sequence,
      long frontier,
      int[] offsets,
      int[] addresses,
      List<EpisodeMark> marks) {
    return new SensorPacket(
        source, 1, sequence, frontier, "", 0, offsets, addresses, new float[0], marks, 0);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, TopicNames topics, String instance, Object value)
      throws ExecutionException, InterruptedException {
    byte[] bytes =
        value instanceof SensorPacket packet
            ? new SensorPacketCodec(WireFormat.DEFAULT).encode(packet)
            : (byte[]) value;
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topics.sensorEvents(), key, bytes)).get();
  }
}
