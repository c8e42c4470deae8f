package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** Promise 1 with a broker as its makers ship it: the public image, in a container. */
class ContainerITCase {
  private static final String IMAGE = "apache/kafka:4.2.2";

  @BeforeAll
  static void requireDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers; start one to run the tests with containers");
  }

  @Test
  void aBrokerInAContainerGivesTheSameBytes() throws Exception {
    Workload workload = PromisesITCase.cameras(3, 2);
    Harvest expected = workload.expected();
    try (KafkaContainer kafka = new KafkaContainer(IMAGE);
        EmbeddedFlink flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT)) {
      kafka.start();
      ClientProperties brokers = ClientProperties.of(kafka.getBootstrapServers());
      BrokerCheck.await(brokers, PipelineRun.PATIENCE, System.out::println);
      PipelineRun run = new PipelineRun(workload.network(), brokers);
      run.feedAll(workload.packets(64), 1);
      String job = run.start(flink.environment(new Configuration()), 2);
      Harvest harvest = run.harvest(expected);
      flink.rest().cancel(job);
      assertThat(harvest.firstDifference(expected)).isEqualTo("none");
      assertThat(harvest.sha256()).isEqualTo(expected.sha256());
      assertThat(harvest.gaps()).isZero();
    }
  }
}
