package io.spiketide.cli;

import io.spiketide.connector.kafka.Right;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.Rights;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide topics create | check}; {@link AclsCommand} is the third below it. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Creates the topics, checks them, or tells who needs which rights on them.")
final class TopicsCommand {
  private final Console console;

  TopicsCommand(Console console) {
    this.console = console;
  }

  /** How the topics should be laid out. */
  static final class Layout {
    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "1",
        description = "Partitions of each topic (default 1).")
    int partitions;

    @Option(
        names = "--replication",
        paramLabel = "N",
        defaultValue = "1",
        description = "Copies of each partition (default 1).")
    int replication;

    @Option(
        names = "--retention",
        paramLabel = "TIME",
        converter = TimeSpan.Converter.class,
        description = "How long records are kept, counted from event time (default for ever).")
    @Nullable TimeSpan retention;

    TopicOptions options() {
      TimeSpan keep = retention;
      return new TopicOptions(
          partitions, replication, keep == null ? null : Duration.ofMillis(keep.millis()));
    }
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates the topics that are missing.")
  int create(
      @Mixin KafkaOptions kafka,
      @Mixin Layout layout,
      @Option(names = "--json", description = "Print the names as JSON.") boolean json) {
    List<TopicSpec> specs = TopicPlan.documented(kafka.topics(), layout.options());
    List<Right> rights = Rights.toDescribe(kafka.topics());
    try (Topics topics = Topics.connect(kafka.connect(console, rights))) {
      List<String> created = topics.create(specs);
      if (json) {
        console.json(created);
      } else {
        created.forEach(console::data);
      }
      int present = specs.size() - created.size();
      console.progress(created.size() + " topics created, " + present + " were there");
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compares the topics with what they should be.")
  int check(
      @Mixin KafkaOptions kafka,
      @Mixin Layout layout,
      @Option(names = "--json", description = "Print the problems as JSON.") boolean json) {
    List<TopicSpec> specs = TopicPlan.documented(kafka.topics(), layout.options());
    List<Right> rights = Rights.toCheck(kafka.topics());
    try (Topics topics = Topics.connect(kafka.connect(console, rights))) {
      List<String> problems = topics.check(specs);
      if (json) {
        console.json(problems);
      } else {
        problems.forEach(console::data);
      }
      console.progress(specs.size() + " topics checked, " + problems.size() + " problems");
      return (problems.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
    }
  }
}
