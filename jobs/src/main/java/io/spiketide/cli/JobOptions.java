package io.spiketide.cli;

import io.spiketide.job.GivenSecrets;
import io.spiketide.job.SpiketideOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a job is operated: options of Flink and ours, which win over everything else. */
final class JobOptions {
  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Option of Spiketide or Flink; wins over all others. May be repeated.")
  Map<String, String> given = Map.of();

  /**
   * The options, completed by what the command line says in other places.
   *
   * @param servers brokers, null where a file names them
   */
  Configuration complete(KafkaOptions kafka, @Nullable String servers) {
    Configuration all = Configuration.fromMap(given);
    setIfAbsent(all, SpiketideOptions.BOOTSTRAP_SERVERS, servers);
    Path file = kafka.file;
    setIfAbsent(all, SpiketideOptions.CLIENT_PROPERTIES, file == null ? null : file.toString());
    setIfAbsent(all, SpiketideOptions.TOPIC_PREFIX, kafka.prefix.isEmpty() ? null : kafka.prefix);
    return all;
  }

  /** A secret on the command line is no secret. */
  static void refuseSecrets(Map<String, String> options) {
    List<String> problems = GivenSecrets.problems(options);
    if (!problems.isEmpty()) {
      throw UserException.badInput(problems);
    }
  }

  private static void setIfAbsent(
      Configuration all, ConfigOption<String> option, @Nullable String value) {
    if (value != null && !all.contains(option)) {
      all.set(option, value);
    }
  }
}
