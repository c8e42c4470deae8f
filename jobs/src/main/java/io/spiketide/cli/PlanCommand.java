package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.PlanGraph;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide plan NETWORK}: what a job would consist of. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Prints what a job would consist of: stages, shards, memory, topics, operator ids.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin NetworkSource network = new NetworkSource();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before the name of every topic.")
  String prefix = "";

  @Option(names = "--json", description = "Print the plan as JSON.")
  boolean json;

  @Option(
      names = "--dot",
      description = "Print the plan as a graph for Graphviz: spiketide plan N --dot | dot -Tsvg.")
  boolean dot;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JobPlan plan =
        Planner.plan(Descriptions.read(network, console).network(), new TopicNames(prefix));
    if (dot) {
      console.data(PlanGraph.of(plan).stripTrailing());
    } else if (json) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("network", plan.network().name());
      value.put("tickMicros", plan.network().time().tickMicros());
      value.put("seed", plan.network().seed());
      value.put("stages", plan.stages());
      value.put("spikes", plan.edges());
      value.put("channels", plan.channels());
      value.put("maxParallelism", plan.maxParallelism());
      console.json(value);
    } else {
      console.data(plan.print().stripTrailing());
    }
    return ExitCode.OK.code();
  }
}
