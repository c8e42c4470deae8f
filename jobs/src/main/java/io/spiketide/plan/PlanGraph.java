package io.spiketide.plan;

import io.spiketide.network.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as a graph in the language of Graphviz: topics, stages, and how spikes go. */
public final class PlanGraph {
  private final JobPlan plan;
  private final StringBuilder text = new StringBuilder();

  private PlanGraph(JobPlan plan) {
    this.plan = plan;
  }

  /** The graph of a plan; {@code dot -Tsvg} draws it. */
  public static String of(JobPlan plan) {
    return new PlanGraph(plan).build();
  }

  private String build() {
    line("digraph %s {", quoted(plan.network().name()));
    line("  rankdir=LR; node [fontname=Helvetica]; edge [fontname=Helvetica, fontsize=10];");
    plan.channels().stream()
        .map(PlanGraph::node)
        .distinct()
        .forEach(topic -> line("  %s [shape=cylinder];", quoted(topic)));
    for (StagePlan stage : plan.stages()) {
      line("  %s [shape=box, label=%s];", quoted(stage.uid()), quoted(label(stage)));
    }
    for (Channel channel : plan.channels()) {
      boolean sensors = channel.content().equals("sensor packets");
      for (StagePlan stage : plan.stages()) {
        if (sensors) {
          line("  %s -> %s;", quoted(node(channel)), quoted(stage.uid()));
        } else if (!channel.reads() && writes(stage, channel)) {
          line("  %s -> %s;", quoted(stage.uid()), quoted(node(channel)));
        }
      }
    }
    edges();
    return text.append("}\n").toString();
  }

  /** One arrow for all projections that go the same way; those through the topic are dashed. */
  private void edges() {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (JobPlan.Edge edge : plan.edges()) {
      String arrow =
          "  %s -> %s [%s"
              .formatted(
                  quoted(edge.from()), quoted(edge.to()), edge.byTopic() ? "style=dashed, " : "");
      labels.computeIfAbsent(arrow, a -> new ArrayList<>()).add(edge.projection());
    }
    labels.forEach((arrow, names) -> line("%slabel=%s];", arrow, quoted(JobPlan.few(names, "\n"))));
  }

  private boolean writes(StagePlan stage, Channel channel) {
    Stage what = stage.stage();
    return switch (channel.content()) {
      case "decisions" -> !what.readouts().isEmpty();
      case "spike packets" ->
          !plan.cut().sent(plan.network(), plan.stages().indexOf(stage)).isEmpty();
      case "state recordings" ->
          plan.network().recordings().stream()
              .anyMatch(r -> what.populations().contains(r.population()));
      default -> plan.stages().indexOf(stage) == 0;
    };
  }

  private static String node(Channel channel) {
    return channel.topic();
  }

  private static String label(StagePlan stage) {
    Stage what = stage.stage();
    String names =
        String.join(", ", what.populations().isEmpty() ? what.readouts() : what.populations());
    String size =
        String.format(Locale.ROOT, "%,d neurons, %,d synapses", stage.neurons(), stage.synapses());
    return names + "\n" + size + (what.shards() == 1 ? "" : "\n" + what.shards() + " shards");
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
