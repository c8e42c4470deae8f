package io.spiketide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.schema.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class PathJobITCase {
  private static final int INSTANCES = 4;
  private static final int PACKETS = 200;

  /** A packet of one slice has one record of output, in all jobs: none has less to do. */
  @Test
  void allJobsPutOutOneRecordPerPacketOf256Events() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
        EmbeddedFlink flink =
            EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PathJob.PARALLELISM))) {
      for (PathJob job : PathJob.values()) {
        for (String profile : List.of("latency", "throughput")) {
          TopicNames topics = new TopicNames(job + "-" + profile + ".");
          new PacketStream(INSTANCES, 256)
              .fill(broker.client(), topics, PathJob.PARALLELISM, PACKETS);
          job.on(flink, broker.client(), topics.prefix(), profile, true).execute();
          assertThat(outputs(broker, topics)).as("%s, %s", job, profile).isEqualTo(PACKETS);
        }
      }
    }
  }

  @Test
  void theOutputOfEveryPacedPacketIsFound() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
        EmbeddedFlink flink =
            EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PathJob.PARALLELISM))) {
      Map<PathJob, Long> measured = new HashMap<>();
      for (PathJob job : PathJob.values()) {
        TopicNames topics = new TopicNames(job + ".");
        PacketStream.createTopics(broker.client(), topics, PathJob.PARALLELISM);
        JobClient running =
            job.on(flink, broker.client(), topics.prefix(), "latency", false).executeAsync("paced");
        flink.rest().awaitRunning(running.getJobID().toHexString(), Duration.ofMinutes(1));
        measured.put(
            job, new PacedStream(broker.client(), topics, job).measure(1, 1).getTotalCount());
        running.cancel().get();
      }
      assertThat(measured)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(PathJob.COPY, 1000L, PathJob.IDENTITY, 1000L, PathJob.NETWORK, 1000L));
    }
  }

  private static int outputs(EmbeddedBroker broker, TopicNames topics) {
    List<TopicPartition> partitions =
        IntStream.range(0, PathJob.PARALLELISM)
            .mapToObj(p -> new TopicPartition(topics.spikes(), p))
            .toList();
    int outputs = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            broker.client().toProperties(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(o -> o).sum();
      while (partitions.stream().mapToLong(consumer::position).sum() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          assertThat(record.value()).isNotEmpty();
          outputs++;
        }
      }
    }
    return outputs;
  }
}
