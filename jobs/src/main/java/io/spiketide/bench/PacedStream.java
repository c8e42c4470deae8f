package io.spiketide.bench;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Sends packets at a steady rate and waits for the output of each: with packets of one slice, a job
 * puts out one record per packet, whose timestamp says of which one.
 */
final class PacedStream {
  private static final int INSTANCES = 10;
  private static final int EVENTS = 256;
  private static final int PACKETS_PER_SECOND = 1000;
  private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1) / PACKETS_PER_SECOND;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ClientProperties client;
  private final TopicNames topics;
  private final PacketStream stream = new PacketStream(INSTANCES, EVENTS);

  /** Output of the first packet bears this time in ms. */
  private final long firstMillis;

  PacedStream(ClientProperties client, TopicNames topics, PathJob job) {
    this.client = client;
    this.topics = topics;
    // A packet has the time at which it begins, spikes that at which their slice ends.
    firstMillis = job == PathJob.NETWORK ? stream.start(1) / 1000 : 0;
  }

  /** Latencies in µs of the packets that are sent after the warm-up. */
  Histogram measure(int warmUpSeconds, int seconds) throws InterruptedException {
    int skipped = warmUpSeconds * PACKETS_PER_SECOND;
    int packets = skipped + seconds * PACKETS_PER_SECOND;
    Histogram histogram = new Histogram(3);
    try (KafkaConsumer<byte[], byte[]> consumer =
        PacketStream.consumer(client, topics.spikes(), PathJob.PARALLELISM)) {
      long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
      Thread sender = new Thread(() -> send(start, packets), "bench-sender");
      sender.start();
      int received = 0;
      while (received < packets) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          long latency = System.nanoTime() - (start + PACE_NANOS * packetOf(record));
          if (packetOf(record) >= skipped) {
            histogram.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(latency)));
          }
          received++;
        }
        if (System.nanoTime() > start + PACE_NANOS * packets + PATIENCE_NANOS) {
          throw new IllegalStateException(
              "of " + packets + " packets " + received + " have an output");
        }
      }
      sender.join();
    }
    return histogram;
  }

  private int packetOf(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    int slash = key.indexOf('/');
    String instance = slash < 0 ? key : key.substring(0, slash);
    long sequence = (record.timestamp() - firstMillis) * 1000 / stream.start(1);
    return (int) sequence * INSTANCES + PacketStream.number(instance);
  }

  private void send(long start, int packets) {
    Properties properties = client.toProperties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    try (KafkaProducer<byte[], byte[]> producer = PacketStream.producer(properties)) {
      for (int p = 0; p < packets; p++) {
        long due = start + PACE_NANOS * p;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        producer.send(stream.packet(topics.sensorEvents(), p % INSTANCES, p / INSTANCES));
      }
    }
  }
}
