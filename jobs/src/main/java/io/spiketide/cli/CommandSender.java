package io.spiketide.cli;

import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.network.Network;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to a running network, among the packets of its sensors, and waits for the answers.
 */
final class CommandSender implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** When no more answers have come for so long, those that came are taken for all. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration SEND = Duration.ofSeconds(30);

  private final Network network;
  private final TopicNames topics;
  private final ClientProperties client;
  private final TopicReader answers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ControlCommandCodec commands = new ControlCommandCodec(WireFormat.DEFAULT);
  private final ControlAckCodec acks = new ControlAckCodec(WireFormat.DEFAULT);

  CommandSender(Network network, ClientProperties client, TopicNames topics) {
    this.network = network;
    this.client = client;
    this.topics = topics;
    answers = new TopicReader(client, topics.controlAcks());
    answers.seekToEnd();
    producer =
        new KafkaProducer<>(
            client.toProperties(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A tick that is so far ahead of the newest event.
   *
   * @throws UserException if no event has come
   */
  long tickAhead(TimeSpan lead) {
    Long newest = BrokerFacts.newestEventMillis(client, topics.sensorEvents());
    if (newest == null) {
      throw UserException.environment(
          topics.sensorEvents()
              + ": no event has come that would tell the present time; start a sensor, or give --at");
    }
    long tickMicros = network.time().tickMicros();
    return Math.floorDiv(newest * 1000 + lead.micros(), tickMicros) + 1;
  }

  /**
   * Sends a command: with the key of the instance, or to all through every partition.
   *
   * @throws KafkaFault if the brokers do not take it
   */
  void send(ControlCommand command) {
    byte[] value = commands.encode(command);
    // Kafka's times are event times here: a command must not seem to be the newest event.
    Long newest = BrokerFacts.newestEventMillis(client, topics.sensorEvents());
    long millis =
        newest == null
            ? Math.max(0, command.atTick() * network.time().tickMicros() / 1000)
            : newest;
    List<Future<?>> sent = new ArrayList<>();
    if (command.instance().isEmpty()) {
      for (PartitionInfo partition : producer.partitionsFor(topics.sensorEvents())) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topics.sensorEvents(), partition.partition(), millis, null, value)));
      }
    } else {
      byte[] key = command.instance().getBytes(StandardCharsets.UTF_8);
      sent.add(
          producer.send(new ProducerRecord<>(topics.sensorEvents(), null, millis, key, value)));
    }
    for (Future<?> future : sent) {
      try {
        future.get(SEND.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw UserException.interrupted();
      } catch (ExecutionException | TimeoutException e) {
        throw new KafkaFault(
            "topic %s: the brokers do not take the command (%s); run 'spiketide doctor'"
                .formatted(topics.sensorEvents(), e.getMessage()),
            e);
      }
    }
  }

  /**
   * The answers to commands, until no more come.
   *
   * @param patience how long to wait for the first
   */
  List<ControlAck> answers(List<String> ids, Duration patience) {
    List<ControlAck> found = new ArrayList<>();
    Instant end = Instant.now().plus(patience);
    while (Instant.now().isBefore(end)) {
      for (ConsumerRecord<byte[], byte[]> record : answers.poll(POLL)) {
        ControlAck ack = ack(record);
        if (ack != null && ids.contains(ack.id()) && ack.network().equals(network.name())) {
          found.add(ack);
          end = Instant.now().plus(QUIET);
        }
      }
      if (Thread.currentThread().isInterrupted()) {
        throw UserException.interrupted();
      }
    }
    return found.stream().distinct().toList();
  }

  private @Nullable ControlAck ack(ConsumerRecord<byte[], byte[]> record) {
    try {
      return acks.decode(record.value());
    } catch (WireException e) {
      return null; // of another kind
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    answers.close();
  }
}
