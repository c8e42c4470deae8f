package io.spiketide.bench;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A network of 100 recurrent neurons that decides ten times a second, and packets for as many
 * instances of it as are asked for.
 */
final class InstanceLoad implements AutoCloseable {
  static final int NEURONS = 100;

  private static final int CLASSES = 10;
  private static final int EVENTS_PER_PACKET = 20;
  private static final int MICROS_PER_PACKET = 100_000;
  private static final String WARM = "warm";

  private final KafkaProducer<byte[], byte[]> producer;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final Random random = new Random(1);
  private final String topic;
  private long sequence;

  InstanceLoad(String brokers, String topic) {
    this.topic = topic;
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "10");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Network network() {
    Settings neuron = Settings.of("lif", Map.of("tau_m", Values.of(20), "V_th", Values.of(1)));
    return new Network(
        "instances",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(NEURONS))),
        List.of(Population.of("p", Shape.of(NEURONS), neuron).published()),
        List.of(
            Projection.of("in", "p", new Connectivity.OneToOne(), Values.of(15), 1),
            Projection.of(
                "p",
                "p",
                new Connectivity.FixedProbability(0.1, false),
                new Values.Normal(0, 1, -3, 3),
                1)),
        List.of(
            new ReadoutSpec(
                "class",
                "p",
                Settings.of("spike_count"),
                new ReadoutSpec.Window.Ticks(100, 100),
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList())),
        List.of(),
        Instances.perRecordKey(),
        Placement.defaultFor(1000));
  }

  /** Packets of one instance beside the others, so that all code is loaded. */
  void warmUp(int packets) {
    for (int p = 0; p < packets; p++) {
      send(WARM, p);
    }
    producer.flush();
  }

  /** So many packets of each instance, all instances in turn; goes on where the last call ended. */
  void send(int instances, int packets) {
    for (int p = 0; p < packets; p++) {
      for (int i = 0; i < instances; i++) {
        send("sensor-" + i, sequence);
      }
      sequence++;
    }
    producer.flush();
  }

  private void send(String instance, long number) {
    long time = number * MICROS_PER_PACKET;
    SensorPacket packet =
        new SensorPacket(
            instance,
            0,
            number,
            time + MICROS_PER_PACKET,
            "",
            time,
            random.ints(EVENTS_PER_PACKET, 0, MICROS_PER_PACKET).sorted().toArray(),
            random.ints(EVENTS_PER_PACKET, 0, NEURONS).toArray(),
            new float[0],
            List.of(),
            0);
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            time / 1000,
            instance.getBytes(StandardCharsets.UTF_8),
            codec.encode(packet)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
