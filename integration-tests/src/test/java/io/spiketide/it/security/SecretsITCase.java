package io.spiketide.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.Rights;
import io.spiketide.schema.TopicNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that is easily recognised is found nowhere but in the file that it was written into: the
 * job runs on processes that log at DEBUG, fails, and leaves checkpoints, a savepoint and its
 * archive behind.
 */
class SecretsITCase {
  private static final String USER = "spiketide";
  private static final String CANARY = "canary" + UUID.randomUUID().toString().replace("-", "");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Member WORKER = Member.taskManager(0);

  /** Each process takes the first port that is free from here on. */
  private static final int METRICS_PORT = 29_250;

  private static final int PORTS = 9;

  @TempDir static Path directory;

  private static SecureBroker broker;
  private static LocalCluster cluster;
  private static Path root;
  private static Path archive;
  private static Path client;

  @BeforeAll
  static void start() throws Exception {
    broker = SecureBroker.start(Files.createDirectory(directory.resolve("broker")));
    broker.addUser(USER, CANARY);
    broker.setRights(
        Rights.ofJobs(TopicNames.DEFAULT).stream()
            .map(right -> right.rule("User:" + USER))
            .toList());
    try (Topics topics = Topics.connect(broker.insider())) {
      topics.create(TopicPlan.documented(TopicNames.DEFAULT, TopicOptions.DEFAULT));
    }
    client =
        broker.properties(
            USER, CANARY, Map.of("ssl.key.password", CANARY, "plug-in.of.mine.pin", CANARY));
    root = directory.resolve("cluster");
    archive = root.resolve("archive");
    cluster =
        LocalCluster.start(
            LocalClusterSettings.in(root)
                .classPath(withoutConnectors())
                .options(
                    Map.of(
                        "classloader.resolve-order", "child-first",
                        "jobmanager.archive.fs.dir", archive.toUri().toString(),
                        "metrics.reporter.prom.factory.class",
                            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                        "metrics.reporter.prom.port", METRICS_PORT + "-" + (METRICS_PORT + PORTS),
                        "blob.offload.minsize", "1024",
                        "execution.checkpointing.interval", "500 ms",
                        "restart-strategy.type", "fixed-delay",
                        "restart-strategy.fixed-delay.attempts", "1000",
                        "restart-strategy.fixed-delay.delay", "500 ms")),
            System.out::println);
    logEverything();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  /** As a Flink distribution is: connectors and all of ours come with the job jar. */
  private static String withoutConnectors() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("flink-connector"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Flink's processes start again with their logs at DEBUG. */
  private static void logEverything() throws IOException {
    for (Member member : List.of(WORKER, Member.JOB_MANAGER)) {
      cluster.kill(member);
    }
    Files.writeString(root.resolve("conf/log4j2.properties"), debug());
    cluster.start(Member.JOB_MANAGER);
    cluster.start(WORKER);
  }

  private static String debug() {
    return """
        rootLogger.level = DEBUG
        rootLogger.appenderRef.out.ref = Out
        appender.out.type = Console
        appender.out.name = Out
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %d %-5p %c - %m%n
        """;
  }

  @Test
  void aSecretIsNowhereButInItsFile() throws Exception {
    String job = submit();
    GuardedJob.feed(broker.insider(), TopicNames.DEFAULT, "sensor-1");
    Awaitility.await().atMost(PATIENCE).until(() -> decisions() > 0);
    int before = cluster.rest().checkpoints(job).completed();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> cluster.rest().checkpoints(job).completed() > before);
    cluster.rest().savepoint(job, null, PATIENCE);
    assertNowhere(RestPages.read(cluster.restUri()));
    assertNoMetricHoldsIt();
    assertThat(filesWithoutTheSecret())
        .anyMatch(file -> file.toString().contains("/checkpoints/"))
        .as("what travels with the job holds the reference instead")
        .anyMatch(file -> isBlob(file) && holds(file, "${spiketide:sasl.jaas.config}"));

    breakTheFile();
    cluster.killTaskManager(0);
    cluster.startTaskManager(0);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> String.valueOf(cluster.rest().lastFailure(job)).contains("JAAS"));
    Map<String, String> pages = RestPages.read(cluster.restUri());
    assertNowhere(pages);
    cluster.rest().cancel(job);
    cluster.rest().awaitEnd(job, PATIENCE);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> filesWithoutTheSecret().stream().anyMatch(f -> f.startsWith(archive)));
    assertCommandLines();
    cluster.close();

    List<Path> files = filesWithoutTheSecret();
    assertThat(files).anyMatch(file -> file.toString().contains("/savepoints/"));
    String log = Files.readString(cluster.log(WORKER), ISO_8859_1);
    assertThat(log).contains(" DEBUG ", "ConsumerConfig", "sasl.jaas.config = [hidden]");
    assertThat(Files.readString(client)).contains(CANARY);
    System.out.printf(
        "the secret is in none of %d pages and %d files of %d MB%n",
        pages.size(), files.size(), files.stream().mapToLong(f -> f.toFile().length()).sum() >> 20);
  }

  /** Submits in a process of its own, which logs at DEBUG too. */
  private static String submit() throws Exception {
    Path logging = Files.writeString(root.resolve("conf/submit.properties"), debug());
    Path said = root.resolve("logs/submit.log");
    Path network = Files.writeString(directory.resolve("guarded.yaml"), GuardedJob.NETWORK);
    String installation = System.getProperty("spiketide.root");
    Process submit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + installation + "/jobs/src/main/launcher/java.options",
                "-Dlog4j2.configurationFile=" + logging.toUri(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.spiketide.cli.Main",
                "submit",
                network.toString(),
                "--jobmanager",
                cluster.restUri().getAuthority(),
                "--jar",
                installation + "/jobs/target/spiketide-job.jar",
                "--client-properties",
                client.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(submit.waitFor()).as(said.toString()).isZero();
    assertThat(Files.readString(said)).contains(" DEBUG ", "AdminClientConfig");
    return cluster.rest().jobs().get(0).id();
  }

  /** A file that no client can use, the secret still in it. */
  private static void breakTheFile() throws IOException {
    String good = Files.readString(client);
    String bad = good.replace("ScramLoginModule required", "ScramLoginModule");
    assertThat(bad).isNotEqualTo(good);
    Files.writeString(client, bad);
  }

  private static long decisions() throws Exception {
    TopicPartition partition = new TopicPartition(TopicNames.DEFAULT.decisions(), 0);
    return broker
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static void assertNowhere(Map<String, String> pages) {
    assertThat(pages.keySet())
        .contains("/jobmanager/config")
        .anyMatch(path -> path.endsWith("/exceptions"))
        .anyMatch(path -> path.matches("/jobs/\\w+/config"))
        .anyMatch(path -> path.matches("/jobs/\\w+/plan"))
        .anyMatch(path -> path.matches("/taskmanagers/[^/]+/log"));
    Map<String, String> found = new TreeMap<>(pages);
    found.values().removeIf(page -> !page.contains(CANARY));
    assertThat(found.keySet()).as("pages with the secret").isEmpty();
  }

  /** What both processes tell Prometheus. */
  private static void assertNoMetricHoldsIt() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    List<String> scrapes = new ArrayList<>();
    for (int port = METRICS_PORT; port <= METRICS_PORT + PORTS; port++) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      try {
        scrapes.add(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
      } catch (ConnectException e) {
        continue; // a port of the range that nobody has taken
      }
    }
    assertThat(scrapes)
        .anyMatch(text -> text.contains("flink_jobmanager_"))
        .anyMatch(text -> text.contains("_operator_network_"))
        .noneMatch(text -> text.contains(CANARY));
  }

  private static void assertCommandLines() throws IOException {
    for (Member member : List.of(Member.JOB_MANAGER, WORKER)) {
      long pid = cluster.pid(member).orElseThrow();
      assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline"), ISO_8859_1))
          .contains("java")
          .doesNotContain(CANARY);
    }
  }

  /** All files of the cluster, after a look into each. */
  private static List<Path> filesWithoutTheSecret() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // a checkpoint that was subsumed meanwhile
          }
        });
    assertThat(files.stream().filter(file -> holds(file, CANARY))).as("with the secret").isEmpty();
    return files;
  }

  private static boolean isBlob(Path file) {
    return file.getFileName().toString().startsWith("blob_");
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      return false; // a checkpoint that was subsumed meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
