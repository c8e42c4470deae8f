package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.Excerpt;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.PacketSink;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events per second from a recording into the topic of a broker in a process of its own, as {@code
 * replay --speed max} sends them, by the clock on the wall until the last is acknowledged; beside
 * sending the same packets' bytes, which lie in memory, with the same settings. Both in turn, on
 * topics of their own; the first rounds are left out. The events that arrived are counted.
 */
final class SendingFigures {
  private static final String INSTANCE = "camera";
  private static final int TIMES = 10;
  private static final int ROUNDS = 7;
  private static final int QUICK_ROUNDS = 3;
  private static final int WARM_UPS = 3;
  private static final double MILLION = 1e6;
  private static final Duration POLL = Duration.ofMillis(200);

  private final ClientProperties client;
  private final Path file;
  private final long events;
  private final List<byte[]> packets = new ArrayList<>();
  private int runs;

  private SendingFigures(ClientProperties client, Path file, long events) throws SensorException {
    this.client = client;
    this.file = file;
    this.events = events;
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    play(packet -> packets.add(codec.encode(packet)));
  }

  /**
   * Sends a file, so many times in a row.
   *
   * @param number of its events
   */
  static List<Figure> measure(Path file, int number, boolean quick, Consumer<String> progress)
      throws Exception {
    try (BrokerProcess broker = BrokerProcess.start()) {
      SendingFigures sending = new SendingFigures(broker.client(), file, (long) TIMES * number);
      return List.of(sending.measure(quick ? QUICK_ROUNDS : ROUNDS, progress));
    }
  }

  private Figure measure(int rounds, Consumer<String> progress) throws Exception {
    double[] recorded = new double[rounds];
    double[] raw = new double[rounds];
    for (int round = -WARM_UPS; round < rounds; round++) {
      double file = rate(this::sendRecording);
      double memory = rate(this::sendBytes);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %.1f M events/s from the file, %.1f as bytes from memory",
              round < 0 ? "warm-up" : "round " + (round + 1),
              file,
              memory));
      if (round >= 0) {
        recorded[round] = file;
        raw[round] = memory;
      }
    }
    Samples samples = new Samples(recorded);
    return Figure.beside(
            "evt3 to packets in a broker's topic",
            samples.median(),
            "M events/s",
            new Samples(raw).median(),
            "sending the packets' bytes")
        .noted(
            String.format(
                Locale.ROOT,
                "wall clock, median of %d rounds of %,d events, all arrived; %.1f to %.1f",
                rounds,
                events,
                samples.smallest(),
                samples.largest()));
  }

  /** What sends everything to a topic and returns when it is acknowledged. */
  private interface Sender {
    void send(TopicNames topics) throws SensorException;
  }

  private double rate(Sender sender) throws Exception {
    TopicNames topics = new TopicNames("run-" + runs++ + ".");
    PacketStream.createTopics(client, topics, 1);
    long begin = System.nanoTime();
    sender.send(topics);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long arrived = arrived(topics);
    if (arrived != events) {
      throw new IllegalStateException(arrived + " events arrived, not " + events);
    }
    return events / MILLION / seconds;
  }

  private void sendRecording(TopicNames topics) throws SensorException {
    try (SensorProducer producer = new SensorProducer(SensorProducer.forBulk(client), topics)) {
      play(producer.to(INSTANCE));
      producer.flush();
    }
  }

  private void play(PacketSink sink) throws SensorException {
    PacketCutter cutter = new PacketCutter(PacketCut.of(INSTANCE, 1), sink);
    Excerpt excerpt = new Excerpt(0, Long.MAX_VALUE, null, TIMES);
    try (Playlist playlist =
        new Playlist(
            List.of(file), ReadOptions.DEFAULT, PlaylistClock.from(0, 1_000), true, excerpt)) {
      playlist.readAll(cutter);
    }
    cutter.flush();
  }

  private void sendBytes(TopicNames topics) {
    Properties properties = SensorProducer.forBulk(client).toProperties();
    byte[] key = INSTANCE.getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = PacketStream.producer(properties)) {
      producer.partitionsFor(topics.sensorEvents());
      for (byte[] packet : packets) {
        producer.send(new ProducerRecord<>(topics.sensorEvents(), null, 0L, key, packet));
      }
    }
  }

  private long arrived(TopicNames topics) throws Exception {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    long arrived = 0;
    long read = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        PacketStream.consumer(client, topics.sensorEvents(), 1)) {
      long end = consumer.endOffsets(consumer.assignment()).values().iterator().next();
      while (read < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          SensorPacket packet = codec.decode(record.value());
          arrived += packet.addresses().length;
          read++;
        }
      }
    }
    return arrived;
  }
}
