package io.spiketide.connector.kafka;

import io.spiketide.ingest.AcknowledgedSink;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the packets of sensors to the topic of sensor events, in order and each acknowledged.
 * Counts may be read from any thread; each sink of {@link #to} belongs to one.
 */
public final class SensorProducer implements AutoCloseable {
  private static final String LINGER_MILLIS = "0";
  private static final String BATCH_BYTES = "262144";
  private static final String NEVER = Integer.toString(Integer.MAX_VALUE);

  /** A send that takes longer was held up by a full buffer; it waits for the broker. */
  private static final long HELD_UP_NANOS = 1_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final DeadLetterCodec letterCodec = new DeadLetterCodec(WireFormat.DEFAULT);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong heldUpNanos = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** A producer that gives up what the brokers have not taken after Kafka's two minutes. */
  public SensorProducer(ClientProperties client, TopicNames topics) {
    ClientProperties tuned =
        client
            .withDefault(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS)
            .withDefault(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    producer =
        new KafkaProducer<>(
            tuned.toProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
  }

  /**
   * Settings for packets that are sent as fast as possible: they wait for company, where the user
   * does not say otherwise.
   */
  public static ClientProperties forBulk(ClientProperties client) {
    return client.withDefaults(Profile.THROUGHPUT.producer());
  }

  /** A producer that waits for its brokers as long as it takes. */
  public static SensorProducer patient(ClientProperties client, TopicNames topics) {
    return new SensorProducer(
        client
            .withDefault(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NEVER)
            .withDefault(ProducerConfig.MAX_BLOCK_MS_CONFIG, NEVER),
        topics);
  }

  /**
   * Takes the packets of one instance; a record's timestamp is its packet's event time in ms. Asks
   * the brokers where the topic is, so that the first packet need not wait for it.
   *
   * @param instance key of the records
   */
  public AcknowledgedSink to(String instance) {
    try {
      producer.partitionsFor(topics.sensorEvents());
    } catch (TimeoutException e) {
      // the first send tells who does not answer
    }
    return new Instance(instance);
  }

  /** Packets with one key go to one partition and are acknowledged in their order. */
  private final class Instance implements AcknowledgedSink {
    private final byte[] key;
    private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    private long sentHere;
    private long arrivedHere;

    Instance(String instance) {
      key = instance.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void send(SensorPacket packet) {
      throwFailure();
      synchronized (this) {
        sentHere++;
      }
      SensorProducer.this.send(
          topics.sensorEvents(), packet.time() / 1_000, key, codec.encode(packet), this::arrived);
      sent.incrementAndGet();
    }

    private synchronized void arrived() {
      arrivedHere++;
      acknowledged.incrementAndGet();
      notifyAll();
    }

    @Override
    public synchronized boolean awaitArrival(Duration patience) throws InterruptedException {
      long wanted = sentHere;
      long end = System.nanoTime() + patience.toNanos();
      while (arrivedHere < wanted) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }

  /** Sends a dead letter; from any thread. */
  public void letter(DeadLetter letter) {
    byte[] value;
    synchronized (letterCodec) {
      value = letterCodec.encode(letter);
    }
    byte[] key = letter.key().length == 0 ? null : letter.key();
    send(topics.deadLetters(), letter.timestamp(), key, value, () -> {});
  }

  private void send(
      String topic, long millis, byte @Nullable [] key, byte[] value, Runnable arrived) {
    long begin = System.nanoTime();
    producer.send(
        new ProducerRecord<>(topic, null, Math.max(0, millis), key, value),
        (metadata, fault) -> {
          if (fault == null) {
            arrived.run();
          } else {
            failure.compareAndSet(null, fault);
          }
        });
    long took = System.nanoTime() - begin;
    if (took > HELD_UP_NANOS) {
      heldUpNanos.addAndGet(took);
    }
  }

  /**
   * Waits until every packet is acknowledged.
   *
   * @throws KafkaFault if one could not be sent
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  /** Packets that were given to be sent. */
  public long sent() {
    return sent.get();
  }

  /** Packets that the brokers have. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** How long those who send were held up because the brokers took nothing. */
  public Duration heldUp() {
    return Duration.ofNanos(heldUpNanos.get());
  }

  /**
   * Throws what went wrong, if something did.
   *
   * @throws KafkaFault if a packet could not be sent
   * @throws InterruptException if the thread was interrupted while it sent one
   */
  public void throwFailure() {
    Exception fault = failure.get();
    if (fault instanceof InterruptException interrupt) {
      throw interrupt;
    } else if (fault != null) {
      throw new KafkaFault(
          "topic "
              + topics.sensorEvents()
              + ": the broker took "
              + acknowledged.get()
              + " packets and then no more ("
              + fault.getMessage()
              + "); see that it runs and that the topic exists",
          fault);
    }
  }

  /** Gives what is under way so much time to arrive, and gives the rest up. */
  public void close(Duration patience) {
    producer.close(patience);
  }

  @Override
  public void close() {
    producer.close();
  }
}
