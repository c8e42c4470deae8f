package io.spiketide.cli;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.demo.EventCounts;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Network;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job of the demonstration on a cluster in this process. */
final class DemoJob {
  private static final int MAX_PARALLELISM = 2;
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration METRICS_REFRESH = Duration.ofMillis(500);
  private static final long COUNTS_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long POLL_MILLIS = 250;

  private final FlinkRest rest;
  private final String id;

  private DemoJob(FlinkRest rest, String id) {
    this.rest = rest;
    this.id = id;
  }

  static EmbeddedBroker startBroker() {
    return EmbeddedBroker.start(BrokerSettings.TEMPORARY);
  }

  /** Starts Flink with as many slots as the cameras can use. */
  static EmbeddedFlink startFlink(int webPort, int cameras) {
    Configuration options = new Configuration();
    options.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS_REFRESH);
    return EmbeddedFlink.start(
        new EmbeddedFlinkSettings(1, parallelism(cameras), webPort, null, options));
  }

  /** Submits a network and waits until it runs. */
  static DemoJob submit(
      EmbeddedFlink flink, Network network, ClientProperties client, Configuration given)
      throws Exception {
    Configuration options = new Configuration(given);
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, client.bootstrapServers());
    options.set(CoreOptions.DEFAULT_PARALLELISM, flink.rest().overview().slots());
    StreamExecutionEnvironment env = flink.environment(options);
    NetworkJob.build(env, Planner.plan(network, TopicNames.DEFAULT), JobSettings.of(options));
    String id = env.executeAsync(network.name()).getJobID().toHexString();
    DemoJob job = new DemoJob(flink.rest(), id);
    job.rest.awaitRunning(id, START);
    return job;
  }

  /** Waits until the job's counters show all events that were sent, but not for ever. */
  EventCounts awaitCounts(long sent) throws InterruptedException {
    long begin = System.nanoTime();
    EventCounts counts = counts(sent);
    while (!counts.balanced() && System.nanoTime() - begin < COUNTS_NANOS) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      counts = counts(sent);
    }
    return counts;
  }

  private EventCounts counts(long sent) {
    return new EventCounts(
        sent,
        sum("numEventsIn"),
        sum("numEventsProcessed"),
        sum("numLateEvents"),
        sum("numRejectedEvents"),
        sum("numDuplicateEvents"));
  }

  private long sum(String metric) {
    return Math.round(rest.sumOfMetrics(id, metric));
  }

  private static int parallelism(int cameras) {
    return Math.min(cameras, MAX_PARALLELISM);
  }
}
