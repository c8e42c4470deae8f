package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.cluster.Ports;
import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running job tells Prometheus, beside what the dashboard and the alerts ask. */
class ObservabilityITCase {
  private static final String STAGE = "flink_taskmanager_job_task_operator_network_";

  private static Workload workload;
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Scrape scrape;
  private static long sent;
  private static final Learners LEARNERS = new Learners(List.of("learner"), 400);

  @BeforeAll
  static void runAJobAndScrapeIt() throws Exception {
    int port = Ports.free();
    Configuration options = new Configuration();
    options.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    options.setString("metrics.reporter.prom.port", Integer.toString(port));
    workload = PromisesITCase.cameras(3, 2);
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(3).options(options));

    Map<String, List<SensorPacket>> packets = workload.packets(64);
    for (List<SensorPacket> ofOne : packets.values()) {
      sent += ofOne.stream().mapToLong(packet -> packet.addresses().length).sum();
      SensorPacket repeated = ofOne.get(ofOne.size() / 2);
      ofOne.add(repeated);
      sent += repeated.addresses().length;
    }
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    run.feedAll(packets, 1);
    Configuration job = new Configuration();
    job.setString("execution.checkpointing.interval", "200 ms");
    String id = run.start(flink.environment(job), 2);
    flink.rest().awaitRunning(id, PipelineRun.PATIENCE);
    run.harvest(workload.expected());
    PipelineRun learning = new PipelineRun(LEARNERS.network, broker.client());
    learning.feedAll(LEARNERS.packets(20), 1);
    learning.start(flink.environment(new Configuration()), 1);
    Awaitility.await()
        .atMost(PipelineRun.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              scrape = Scrape.of(port);
              return ofCameras(scrape).sum(STAGE + "numEventsIn") >= sent
                  && scrape.sum(STAGE + "numWeightUpdates") > 0
                  && scrape.sum(STAGE + "projection_weightMax") > 0
                  && scrape.sum("flink_jobmanager_job_numberOfCompletedCheckpoints") > 0;
            });
  }

  @AfterAll
  static void end() {
    flink.close();
    broker.close();
  }

  @Test
  void theDashboardAndTheAlertsAskForMetricsAndLabelsThatExist() throws Exception {
    List<Queries.Query> queries = new ArrayList<>(Queries.ofDashboard());
    queries.addAll(Queries.ofAlerts());
    assertThat(queries).hasSizeGreaterThan(30);
    Map<String, Set<String>> reported = scrape.labels();
    for (Queries.Query query : queries) {
      assertThat(query.metrics()).as(query.where()).isNotEmpty();
      for (String metric : query.metrics()) {
        assertThat(reported).as(query.where()).containsKey(metric);
        assertThat(reported.get(metric))
            .as("labels of %s for %s", metric, query.where())
            .containsAll(query.labels());
      }
    }
  }

  @Test
  void eventsInAreTheSumOfTheirFatesAndAllThatWereSent() {
    double fates =
        Stream.of("numEventsProcessed", "numLateEvents", "numRejectedEvents", "numDuplicateEvents")
            .mapToDouble(fate -> ofCameras(scrape).sum(STAGE + fate))
            .sum();
    assertThat(ofCameras(scrape).sum(STAGE + "numEventsIn")).isEqualTo(sent).isEqualTo(fates);
    assertThat(scrape.sum(STAGE + "numUnaccountedEvents")).isZero();
    assertThat(ofCameras(scrape).sum(STAGE + "numDuplicateEvents")).isPositive();
  }

  private static Scrape ofCameras(Scrape all) {
    return all.with("network", workload.network().name());
  }

  @Test
  void oursAreLabelledByNetworkPopulationAndReadoutAndNeverBySensor() {
    List<Scrape.Sample> ours =
        scrape.samples().stream().filter(s -> s.name().startsWith(STAGE)).toList();
    assertThat(ours).hasSizeGreaterThan(20);
    for (Scrape.Sample sample : ours) {
      assertThat(sample.labels().get("network"))
          .isIn(workload.network().name(), LEARNERS.network.name());
    }
    assertThat(scrape.labels().get(STAGE + "population_numSpikesOut")).contains("population");
    assertThat(scrape.labels().get(STAGE + "readout_numDecisions")).contains("readout");
    for (String instance : workload.recordings().keySet()) {
      String asLabel = instance.replace('-', '_'); // as the reporter writes it
      for (Scrape.Sample sample : scrape.samples()) {
        assertThat(sample.labels().values())
            .noneMatch(value -> value.contains(instance) || value.contains(asLabel));
      }
    }
  }
}
