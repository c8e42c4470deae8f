package io.spiketide.plan;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a job consists of. A value that prints itself; {@code job.NetworkJob} turns it into a Flink
 * job without further decisions. It does not depend on the parallelism of a run.
 *
 * @param networks the network that is run; several if it changes at a tick
 * @param cut its stages and their shards
 * @param sourceUid operator id of the source of sensor events
 * @param stages in the order in which spikes go through them
 * @param channels topics read and written
 * @param maxParallelism number of key groups; fixed, since savepoints depend on it
 */
public record JobPlan(
    Editions networks,
    Stages cut,
    String sourceUid,
    List<StagePlan> stages,
    List<Channel> channels,
    int maxParallelism) {
  private static final int MOST_NAMED = 6;

  public JobPlan {
    stages = List.copyOf(stages);
    channels = List.copyOf(channels);
  }

  /** The network that stays in force. */
  public Network network() {
    return networks.newest();
  }

  /**
   * Spikes that go from one key to another.
   *
   * @param projection name of the projection, or of the readout that reads them
   * @param from uid of the stage that fires them
   * @param to uid of the stage that hears them
   * @param byTopic whether they go through the topic {@code spikes}, else directly
   */
  public record Edge(String projection, String from, String to, boolean byTopic) {}

  /** All spikes that go from one key to another, in the order of the description. */
  public List<Edge> edges() {
    return cut.hops(network()).stream()
        .map(
            hop ->
                new Edge(
                    hop.name(),
                    stages.get(hop.from()).uid(),
                    stages.get(hop.to()).uid(),
                    hop.byTopic()))
        .toList();
  }

  /** The plan as text for people. */
  public String print() {
    StringBuilder text = new StringBuilder();
    Network network = network();
    double tick = network.time().tickMillis();
    line(text, "network %s: tick %s ms, seed %d", network.name(), number(tick), network.seed());
    printChannels(text, true);
    for (StagePlan stage : stages) {
      Stage what = stage.stage();
      line(
          text,
          "  stage  %s: %,d neurons, %,d synapses; %s",
          stage.uid(),
          stage.neurons(),
          stage.synapses(),
          what.shards() == 1
              ? bytes(stage.sharedBytes())
                  + " shared, "
                  + bytes(stage.instanceBytes())
                  + " per instance"
              : String.format(
                  Locale.ROOT,
                  "%,d shards, each of %s of synapses and %s of state per instance",
                  what.shards(),
                  bytes(stage.sharedBytes()),
                  bytes(stage.instanceBytes())));
      printNames(text, "inputs", stage.inputs());
      printNames(text, "populations", what.populations());
      printNames(text, "readouts", what.readouts());
    }
    printEdges(text);
    if (!cut.areWhole()) {
      int slice = cut.sliceTicks(network);
      line(text, "  slices of %d ticks (%s ms)", slice, number(slice * tick));
    }
    printChannels(text, false);
    line(text, "  key groups %d (the largest parallelism)", maxParallelism);
    return text.toString();
  }

  private void printEdges(StringBuilder text) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Edge edge : edges()) {
      String way = edge.byTopic() ? "through the topic" : "directly";
      String ends =
          edge.from().equals(edge.to())
              ? "within " + edge.from()
              : edge.from() + " to " + edge.to();
      names.computeIfAbsent(ends + ", " + way, e -> new ArrayList<>()).add(edge.projection());
    }
    names.forEach((way, all) -> line(text, "  spikes %s: %s", way, few(all, ", ")));
  }

  /** Some names, and how many others there are. */
  static String few(List<String> names, String separator) {
    int more = names.size() - MOST_NAMED;
    String first = String.join(separator, names.subList(0, Math.min(MOST_NAMED, names.size())));
    return more > 0 ? first + separator + "and " + more + " more" : first;
  }

  private void printChannels(StringBuilder text, boolean reads) {
    for (Channel channel : channels) {
      if (channel.reads() == reads) {
        line(
            text,
            "  %s %-24s %s, keyed by %s",
            reads ? "reads " : "writes",
            channel.topic(),
            channel.content(),
            channel.key());
      }
    }
  }

  private static void printNames(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      line(text, "         %s %s", what, String.join(", ", names));
    }
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(Math.rint(value * 1e6) / 1e6);
  }

  private static String bytes(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
