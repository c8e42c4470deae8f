package io.spiketide.it;

import io.spiketide.bench.PacketStream;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.awaitility.Awaitility;

/** The network of the benchmarks on the real cluster, under as much load as wanted. */
final class LoadRun implements AutoCloseable {
  static final int INSTANCES = 100;
  static final int PARALLELISM = 2;
  static final int EVENTS_PER_PACKET = 64;

  private static final String NUM_EVENTS_IN = "numEventsIn";
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);

  final LocalCluster cluster;
  final PipelineRun pipeline;
  final Ledger ledger;
  private final PacketStream stream = new PacketStream(INSTANCES, EVENTS_PER_PACKET);
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile long sent;
  private String job = "";

  LoadRun() throws Exception {
    cluster = RealCluster.get();
    pipeline =
        new PipelineRun(PacketStream.network(), cluster.client(), RealCluster.proxiedClient());
    Properties properties = cluster.client().toProperties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "10");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    producer = PacketStream.producer(properties);
    ledger = new Ledger(new Drain(cluster.bootstrapServers(), List.of(pipeline.topics.spikes())));
  }

  /** Sends so many packets more, of all instances in turn; from one thread at a time. */
  void send(long packets) {
    long next = sent;
    for (long i = 0; i < packets; i++, next++) {
      producer.send(
          stream.packet(
              pipeline.topics.sensorEvents(), (int) (next % INSTANCES), next / INSTANCES));
    }
    sent = next;
  }

  /** Starts the job with these options of ours and returns when it runs. */
  void start(Map<String, String> ours) throws Exception {
    producer.flush();
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    job = pipeline.start(RealCluster.environment(options), PARALLELISM, ours);
    rest().awaitRunning(job, PipelineRun.PATIENCE);
  }

  String job() {
    return job;
  }

  FlinkRest rest() {
    return cluster.rest();
  }

  /** Packets that the network has taken in; may be a second old. */
  long taken() throws InterruptedException {
    rest().sumOfMetrics(job, NUM_EVENTS_IN);
    Thread.sleep(FaultRun.METRICS_MILLIS);
    return (long) rest().sumOfMetrics(job, NUM_EVENTS_IN) / EVENTS_PER_PACKET;
  }

  /** Packets that were sent so far. */
  long sent() {
    return sent;
  }

  /** Packets of which the output has come. */
  long done() throws Exception {
    return ledger.sumOfMicros() / stream.start(1);
  }

  /** Waits until the output of all packets has come, up to the last complete slice. */
  void awaitAll() throws Exception {
    producer.flush();
    long end = stream.start(sent / INSTANCES);
    long slice = pipeline.network.placement().sliceTicks() * pipeline.network.time().tickMicros();
    await("all output", () -> ledger.reachedMicros(INSTANCES) >= end / slice * slice);
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PipelineRun.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ZERO);
    ledger.close();
    if (!job.isEmpty()) {
      rest().cancel(job);
      rest().awaitEnd(job, PipelineRun.PATIENCE);
    }
  }
}
