package io.spiketide.bench;

import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.plan.Planner;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs whose path from Kafka to Kafka is compared, on {@value #PARALLELISM} subtasks. */
enum PathJob {
  /** {@link IdentityJob} that copies bytes: what brings packets along, and nothing else. */
  COPY("copied") {
    @Override
    void build(StreamExecutionEnvironment env, JobSettings settings) {
      IdentityJob.build(env, settings, MAX_PARALLELISM, false);
    }
  },

  /** {@link IdentityJob} that reads packets and writes them, as the network's job does. */
  IDENTITY("read and written") {
    @Override
    void build(StreamExecutionEnvironment env, JobSettings settings) {
      IdentityJob.build(env, settings, MAX_PARALLELISM, true);
    }
  },

  /** The network of {@link PacketStream}. */
  NETWORK("network") {
    @Override
    void build(StreamExecutionEnvironment env, JobSettings settings) {
      NetworkJob.build(env, Planner.plan(PacketStream.network(), settings.topics()), settings);
    }
  };

  static final int PARALLELISM = 2;

  private static final int MAX_PARALLELISM = 128;

  /** What becomes of a packet. */
  final String deed;

  PathJob(String deed) {
    this.deed = deed;
  }

  abstract void build(StreamExecutionEnvironment env, JobSettings settings);

  /**
   * The job, ready to be executed.
   *
   * @param prefix of its topics
   * @param profile as the option names it
   * @param bounded whether it ends where the topic ends at its start
   */
  StreamExecutionEnvironment on(
      EmbeddedFlink flink,
      ClientProperties client,
      String prefix,
      String profile,
      boolean bounded) {
    Configuration options = new Configuration();
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, client.bootstrapServers());
    options.set(SpiketideOptions.TOPIC_PREFIX, prefix);
    options.set(SpiketideOptions.BOUNDED, bounded);
    options.set(SpiketideOptions.PROFILE, profile);
    StreamExecutionEnvironment env = flink.environment(options);
    env.setParallelism(PARALLELISM);
    build(env, JobSettings.of(options));
    return env;
  }
}
