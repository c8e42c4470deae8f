package io.spiketide.plan;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import java.util.List;
import java.util.Locale;

/**
 * What a job consists of. A value that prints itself; {@code job.NetworkJob} turns it into a Flink
 * job without further decisions.
 *
 * @param networks the network that is run; several if it changes at a tick
 * @param sourceUid operator id of the source of sensor events
 * @param stages in the order in which spikes go through them
 * @param channels topics read and written
 * @param maxParallelism number of key groups; fixed, since savepoints depend on it
 */
public record JobPlan(
    Editions networks,
    String sourceUid,
    List<Stage> stages,
    List<Channel> channels,
    int maxParallelism) {
  public JobPlan {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
  }

  /** The network that stays in force. */
  public Network network() {
    return networks.newest();
  }

  /** The plan as text for people. */
  public String print() {
    StringBuilder text = new StringBuilder();
    Network network = network();
    double tick = network.time().tickMillis();
    line(text, "network %s: tick %s ms, seed %d", network.name(), number(tick), network.seed());
    for (Channel channel : channels) {
      if (channel.reads()) {
        line(
            text,
            "  reads  %-24s %s, keyed by %s",
            channel.topic(),
            channel.content(),
            channel.key());
      }
    }
    for (Stage stage : stages) {
      line(
          text,
          "  stage  %s: %,d neurons, %,d synapses; %s shared, %s per instance",
          stage.uid(),
          stage.neurons(),
          stage.synapses(),
          bytes(stage.sharedBytes()),
          bytes(stage.instanceBytes()));
      line(text, "         inputs %s", String.join(", ", stage.inputs()));
      line(text, "         populations %s", String.join(", ", stage.populations()));
      if (!stage.readouts().isEmpty()) {
        line(text, "         readouts %s", String.join(", ", stage.readouts()));
      }
    }
    for (Channel channel : channels) {
      if (!channel.reads()) {
        line(
            text,
            "  writes %-24s %s, keyed by %s",
            channel.topic(),
            channel.content(),
            channel.key());
      }
    }
    line(text, "  key groups %d (the largest parallelism)", maxParallelism);
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String bytes(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
