package io.spiketide.bench;

import java.util.List;
import java.util.Optional;

/** All sections. A new one is a class that measures it and a line here. */
public final class Sections {
  /** In the order in which they are run and shown. */
  public static final List<Section> ALL =
      List.of(
          new Section(
              "kernel",
              "rows, neurons and whole networks on one thread, beside bare loops",
              KernelFigures::measure),
          new Section(
              "recurrent",
              "balanced networks and the cortical microcircuit in the kernel alone, beside their parts",
              RecurrentFigures::measure),
          new Section(
              "learning",
              "a network that learns in the kernel alone, beside the same whose weights stay",
              LearningFigures::measure),
          new Section(
              "recordings",
              "decoding of recordings on one thread, beside reading their bytes",
              RecordingFigures::measure),
          new Section(
              "pipeline",
              "the job, Kafka to Kafka, beside one that copies the same packets",
              PipelineFigures::measure),
          new Section(
              "latency",
              "from the producer's send to the consumer's receipt, beside the same job",
              LatencyFigures::measure),
          new Section(
              "instances",
              "memory of many instances in one task manager, and their checkpoints",
              InstanceFigures::measure),
          new Section(
              "delivery",
              "latency of decisions that are sent exactly once, beside at least once",
              DeliveryFigures::measure),
          new Section(
              "shards",
              "the balanced network in a job, whole beside the kernel and cut beside whole",
              ShardFigures::measure),
          new Section(
              "hops",
              "a spike from shard to shard through Kafka, beside a job that copies and bare Kafka",
              HopFigures::measure),
          new Section(
              "idle",
              "processor time of 1,000 shards that nothing comes to, beside an idle job that copies",
              IdleFigures::measure));

  private Sections() {}

  public static List<String> names() {
    return ALL.stream().map(Section::name).toList();
  }

  public static Optional<Section> named(String name) {
    return ALL.stream().filter(section -> section.name().equals(name)).findFirst();
  }
}
