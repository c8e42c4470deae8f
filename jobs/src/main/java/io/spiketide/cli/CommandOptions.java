package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.network.Network;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** To whom a command goes and when it takes effect: options of all commands to networks. */
final class CommandOptions {
  @Mixin NetworkSource network = new NetworkSource();
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Only this instance (default: all, also those that come later).")
  String instance = "";

  @Option(
      names = "--projection",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only this projection (default: all that learn).")
  String projection = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = EventTime.Converter.class,
      description = "Event time or tick before which it takes effect (default: --lead from now).")
  @Nullable EventTime at;

  @Option(
      names = "--lead",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = TimeSpan.Converter.class,
      description = "How far ahead of the newest event it takes effect (default 2s).")
  TimeSpan lead = new TimeSpan(2_000_000);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeSpan.Converter.class,
      description = "How long to wait for the first answer (default 30s).")
  TimeSpan timeout = new TimeSpan(30_000_000);

  @Option(names = "--json", description = "Print JSON, one answer a line.")
  boolean json;

  /** The described network, which learns. */
  Network network(Console console) {
    Network described = Descriptions.read(network, console).network();
    List<String> learning =
        described.projections().stream()
            .filter(p -> p.learning() != null)
            .map(p -> p.name())
            .toList();
    if (learning.isEmpty()) {
      throw UserException.badInput(
          "network "
              + described.name()
              + ": nothing learns in it; give a projection 'learning' in its description");
    }
    if (!projection.isEmpty() && !learning.contains(projection)) {
      throw UserException.badInput(
          "--projection: '" + projection + "' does not learn; use one of " + learning);
    }
    return described;
  }

  /** Sends a command and shows the answers. */
  int carryOut(Console console, ControlAction action, double value, String snapshot) {
    return carryOut(console, action, value, snapshot, List.of(new Part(projection, 0, NONE)));
  }

  /** Sends a command for each part, all for the same tick, and shows the answers to all. */
  int carryOut(
      Console console, ControlAction action, double value, String snapshot, List<Part> parts) {
    Network described = network(console);
    try (CommandSender sender =
        new CommandSender(described, kafka.connect(console), kafka.topics())) {
      long tick = at == null ? sender.tickAhead(lead) : at.tick(described.time().tickMicros());
      console.progress(
          "%s before tick %d (%s ms of event time)"
              .formatted(
                  action.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  tick,
                  tick * described.time().tickMicros() / 1000));
      List<String> ids = new ArrayList<>();
      for (Part part : parts) {
        String id = id(ids.size());
        ids.add(id);
        sender.send(
            new ControlCommand(
                id,
                described.name(),
                instance,
                tick,
                action,
                part.projection(),
                value,
                part.first(),
                part.weights(),
                snapshot));
      }
      List<ControlAck> acks = sender.answers(ids, Duration.ofMillis(timeout.millis()));
      boolean done = true;
      for (String id : ids) {
        done &= show(console, id, acks.stream().filter(ack -> ack.id().equals(id)).toList());
      }
      return done ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
    }
  }

  private static String id(int part) {
    return "cli-" + Long.toHexString(System.currentTimeMillis()) + "-" + part;
  }

  private boolean show(Console console, String id, List<ControlAck> acks) {
    if (acks.isEmpty()) {
      console.progress(
          "no answer to command %s yet: it is carried out when the sensors' promises reach its tick; see 'spiketide tail control-acks'"
              .formatted(id));
    }
    for (ControlAck ack : acks) {
      if (json) {
        console.json(ack);
      } else {
        String who = ack.instance() + (ack.shard() == 0 ? "" : ", shard " + ack.shard());
        console.data(
            ack.error().isEmpty()
                ? "%s: done before tick %d, weights sha256 %s"
                    .formatted(who, ack.tick(), ack.digest())
                : "%s: refused: %s".formatted(who, ack.error()));
      }
    }
    return !acks.isEmpty() && acks.stream().allMatch(ack -> ack.error().isEmpty());
  }

  private static final double[] NONE = {};

  /** Weights in one command: less than half a megabyte. */
  private static final int WEIGHTS_PER_COMMAND = 50_000;

  /**
   * What one command is about.
   *
   * @param projection empty for all
   * @param first index of the first weight
   * @param weights new weights, if there are any
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(String projection, long first, double[] weights) {}

  /** All weights of a projection, in as many parts as records hold. */
  static List<Part> parts(String projection, double[] weights) {
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < weights.length || from == 0; from += WEIGHTS_PER_COMMAND) {
      int to = Math.min(weights.length, from + WEIGHTS_PER_COMMAND);
      parts.add(new Part(projection, from, Arrays.copyOfRange(weights, from, to)));
    }
    return parts;
  }
}
