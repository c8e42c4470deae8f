package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The files for containers agree with the versions, classes and options of the build. */
class DeploymentFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("spiketide.root"));
  private static final Path KUBERNETES = ROOT.resolve("jobs/deploy/kubernetes");
  private static final String JAR = "spiketide-job.jar";

  private final JsonNode compose = yaml(ROOT.resolve("docker-compose.yml"));
  private final JsonNode spec = yaml(KUBERNETES.resolve("spiketide.yaml")).path("spec");
  private final String flink = version("flink");
  private final String kafka = version("kafka");

  @Test
  void imagesAreOfTheVersionsThatTheBuildUses() throws IOException {
    Set<String> images = new TreeSet<>();
    for (JsonNode service : compose.path("services")) {
      images.add(service.path("image").asText(service.path("<<").path("image").asText()));
    }
    assertThat(images)
        .contains("flink:" + flink + "-java17", "apache/kafka:" + kafka)
        .filteredOn(image -> image.startsWith("flink") || image.startsWith("apache"))
        .hasSize(2);
    assertThat(Files.readString(KUBERNETES.resolve("Dockerfile")))
        .contains("FROM flink:" + flink + "-java17\n")
        .contains("jobs/target/" + JAR + " /opt/flink/usrlib/" + JAR);
    String[] numbers = flink.split("\\.");
    assertThat(spec.path("flinkVersion").asText()).isEqualTo("v" + numbers[0] + "_" + numbers[1]);
    assertThat(spec.at("/podTemplate/spec/containers/0/env/0/value").asText())
        .endsWith("-" + flink + ".jar");
  }

  @Test
  void theJobIsTheOneThatTheBuildMakes() throws Exception {
    assertThat(Files.readString(ROOT.resolve("jobs/pom.xml")))
        .contains("<outputFile>${project.build.directory}/" + JAR + "</outputFile>");
    JsonNode job = spec.path("job");
    assertThat(job.path("jarURI").asText()).isEqualTo("local:///opt/flink/usrlib/" + JAR);
    assertThat(job.path("entryClass").asText()).isEqualTo(SpiketideJob.class.getName());
    assertParses(texts(job.path("args")));

    List<String> command = texts(compose.at("/services/jobmanager/command"));
    assertThat(command).startsWith("standalone-job", "--job-classname");
    assertThat(command.get(2)).isEqualTo(SpiketideJob.class.getName());
    assertParses(command.subList(3, command.size()));
  }

  @Test
  void everyOptionExists() {
    Set<String> known = knownKeys();
    List<String> used = new ArrayList<>();
    spec.path("flinkConfiguration").fieldNames().forEachRemaining(used::add);
    compose
        .at("/x-flink/environment/FLINK_PROPERTIES")
        .asText()
        .lines()
        .map(line -> line.replaceFirst(":.*", ""))
        .forEach(used::add);
    texts(compose.at("/services/jobmanager/command")).stream()
        .filter(word -> word.startsWith("-D"))
        .map(word -> word.substring(2).replaceFirst("=.*", ""))
        .forEach(used::add);
    assertThat(used).hasSizeGreaterThan(15);
    assertThat(known).containsAll(used);
    assertThat(spec.at("/flinkConfiguration/metrics.reporter.prom.factory.class").asText())
        .isEqualTo(PrometheusReporterFactory.class.getName());
  }

  @Test
  void portsAreOpenOnTheLoopbackAddressAlone() {
    List<String> ports = new ArrayList<>();
    compose.path("services").forEach(service -> ports.addAll(texts(service.path("ports"))));
    assertThat(ports).hasSize(4).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void whatIsMountedIsInTheRepositoryOrMadeByTheBuild() {
    List<String> sources = new ArrayList<>();
    for (JsonNode service : compose.path("services")) {
      for (String mount : texts(service.path("volumes"))) {
        sources.add(mount.substring(0, mount.indexOf(':')));
      }
    }
    sources.add(compose.at("/x-flink/volumes/1/source").asText());
    List<String> files = sources.stream().filter(s -> s.startsWith(".")).toList();
    assertThat(files).hasSizeGreaterThan(4);
    assertThat(files)
        .filteredOn(file -> !file.startsWith("./jobs/target"))
        .allMatch(file -> Files.exists(ROOT.resolve(file)));
    List<String> volumes = new ArrayList<>();
    compose.path("volumes").fieldNames().forEachRemaining(volumes::add);
    assertThat(volumes)
        .containsAll(sources.stream().filter(s -> !s.startsWith(".")).collect(Collectors.toSet()));
  }

  private static void assertParses(List<String> arguments) {
    assertThatCode(
            () -> new CommandLine(new SpiketideJob()).parseArgs(arguments.toArray(new String[0])))
        .doesNotThrowAnyException();
  }

  private static Set<String> knownKeys() {
    Set<String> keys =
        Stream.of(
                CheckpointingOptions.class,
                ClusterOptions.class,
                CoreOptions.class,
                HighAvailabilityOptions.class,
                JobManagerOptions.class,
                TaskManagerOptions.class)
            .flatMap(type -> Stream.of(type.getFields()))
            .filter(field -> field.getType() == ConfigOption.class)
            .map(DeploymentFilesTest::key)
            .collect(Collectors.toSet());
    SpiketideOptions.all().forEach(option -> keys.add(option.key()));
    keys.add("metrics.reporter.prom.factory.class");
    keys.add("metrics.reporter.prom.port");
    return keys;
  }

  private static String key(Field field) {
    try {
      return ((ConfigOption<?>) field.get(null)).key();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is public", e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    texts.removeIf(String::isEmpty); // mounts in the long form
    return texts;
  }

  private static String version(String what) {
    Matcher matcher =
        Pattern.compile("<" + what + "\\.version>([^<]+)<").matcher(read(ROOT.resolve("pom.xml")));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(read(file));
    } catch (IOException e) {
      throw new IllegalStateException(file + " is no YAML", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
