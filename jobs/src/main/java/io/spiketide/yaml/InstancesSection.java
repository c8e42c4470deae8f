package io.spiketide.yaml;

import io.spiketide.network.Instances;
import java.util.List;
import java.util.Locale;

/** The section {@code instances}: how copies of the state are told apart and how long they live. */
final class InstancesSection {
  private static final Key<Instances.Key> KEY =
      Key.optional(
          "key",
          Forms.choice(List.of("record", "single"))
              .then(word -> Instances.Key.valueOf(word.toUpperCase(Locale.ROOT))),
          "record",
          "record: one instance per key of the Kafka records; single: one for all.");
  private static final Key<Boolean> RESET_AT_EPISODE =
      Key.optional(
          "reset_at_episode",
          Forms.FLAG,
          "false",
          "Whether state, spikes in flight and readouts start anew with each episode.");
  private static final Key<Long> TIME_TO_LIVE =
      Key.optional(
          "time_to_live",
          Forms.MILLIS,
          "never",
          "Wall-clock silence after which an instance is forgotten; gives determinism up for it.");
  private static final Key<Long> IDLE_FLUSH =
      Key.optional(
          "idle_flush",
          Forms.MILLIS,
          "never",
          "Wall-clock silence after which waiting events are run without a frontier; gives"
              + " determinism up.");

  static final Section SECTION =
      new Section(
          "instances",
          "How copies of the network's state are told apart and how long they live.",
          List.of(KEY, RESET_AT_EPISODE, TIME_TO_LIVE, IDLE_FLUSH));

  static final Form<Instances> FORM =
      new Form<>("section", Schemas.reference("instances"), InstancesSection::read);

  private InstancesSection() {}

  private static Instances read(Value value) {
    Fields fields = Fields.of(value, SECTION);
    return new Instances(
        fields.read(KEY, Instances.Key.RECORD),
        fields.read(RESET_AT_EPISODE, false),
        fields.read(TIME_TO_LIVE).orElse(null),
        fields.read(IDLE_FLUSH).orElse(null));
  }
}
