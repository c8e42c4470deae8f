package io.spiketide.connector.kafka;

import io.spiketide.schema.TopicNames;
import java.util.List;

/** The documented topics with the layout that each of them takes. */
public final class TopicPlan {
  private TopicPlan() {}

  /** Every documented topic, in the order of {@link TopicNames#all()}; weights are compacted. */
  public static List<TopicSpec> documented(TopicNames names, TopicOptions options) {
    return names.all().stream()
        .map(name -> new TopicSpec(name, name.equals(names.weights()), options))
        .toList();
  }
}
