package io.spiketide.bench;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What both jobs read: per instance 25,600 events a second of event time, evenly over 100
 * addresses, cut into packets of so many events. The network gives each address a neuron, which
 * fires at about every third event.
 */
public final class PacketStream {
  private static final String INSTANCE = "sensor-";
  private static final int ADDRESSES = 100;
  private static final long MICROS_PER_64_EVENTS = 2_500;
  private static final int PATTERNS = 64;

  private final int instances;
  private final int events;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final SensorPacketBuffer buffer = new SensorPacketBuffer();
  private final int[][] offsets = new int[PATTERNS][];
  private final int[][] addresses = new int[PATTERNS][];

  /**
   * @param instances number of keys
   * @param events of each packet
   */
  public PacketStream(int instances, int events) {
    this.instances = instances;
    this.events = events;
    Random random = new Random(1);
    int micros = (int) Math.max(1, start(1));
    for (int p = 0; p < PATTERNS; p++) {
      offsets[p] = random.ints(events, 0, micros).sorted().toArray();
      addresses[p] = random.ints(events, 0, ADDRESSES).toArray();
    }
  }

  /** The network that reads the stream: 100 leaky neurons, ticks of 1 ms, published spikes. */
  public static Network network() {
    return new Network(
        "bench",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(ADDRESSES))),
        List.of(
            Population.of(
                    "p",
                    Shape.of(ADDRESSES),
                    Settings.of("lif", Map.of("tau_m", Values.of(20), "V_th", Values.of(1))))
                .published()),
        List.of(Projection.of("in", "p", new Connectivity.OneToOne(), Values.of(8), 0)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        Placement.defaultFor(1000));
  }

  static String instance(int number) {
    return INSTANCE + number;
  }

  /** The number of an instance, given its key. */
  static int number(String instance) {
    return Integer.parseInt(instance.substring(INSTANCE.length()));
  }

  /** Event time at which a packet begins, in µs. */
  public long start(long sequence) {
    return sequence * events * MICROS_PER_64_EVENTS / 64;
  }

  /** The packet of that sequence number. */
  public ProducerRecord<byte[], byte[]> packet(String topic, int instance, long sequence) {
    int pattern = (int) ((sequence * 31 + instance) % PATTERNS);
    long start = start(sequence);
    buffer.begin(instance(instance), 0, sequence, "", start);
    for (int e = 0; e < events; e++) {
      buffer.add(offsets[pattern][e], addresses[pattern][e]);
    }
    buffer.promise(start(sequence + 1));
    byte[] key = instance(instance).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, start / 1000, key, codec.encode(buffer));
  }

  /** Creates the topics and fills the input with packets of all instances in turn. */
  void fill(ClientProperties client, TopicNames names, int partitions, int packets) {
    createTopics(client, names, partitions);
    Properties properties = client.toProperties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "10");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    try (KafkaProducer<byte[], byte[]> producer = producer(properties)) {
      for (int p = 0; p < packets; p++) {
        producer.send(packet(names.sensorEvents(), p % instances, p / instances));
      }
    }
  }

  static void createTopics(ClientProperties client, TopicNames names, int partitions) {
    try (Topics topics = Topics.connect(client)) {
      topics.create(TopicPlan.documented(names, new TopicOptions(partitions, 1, null)));
    }
  }

  /** A producer of packets. */
  public static KafkaProducer<byte[], byte[]> producer(Properties properties) {
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A consumer of all partitions of a topic, from its beginning. */
  static KafkaConsumer<byte[], byte[]> consumer(
      ClientProperties client, String topic, int partitions) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            client.toProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  @Override
  public String toString() {
    return events + (events == 1 ? " event" : " events") + " a packet";
  }
}
