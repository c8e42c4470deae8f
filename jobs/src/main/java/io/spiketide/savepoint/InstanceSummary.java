package io.spiketide.savepoint;

import io.spiketide.operator.state.InstanceState;
import java.util.List;

/**
 * An instance, or a shard of one, in a few numbers.
 *
 * @param stage uid of its stage
 * @param started whether it has seen a first event, so that its time runs
 * @param tick the next tick that it runs
 * @param spikesInFlight spikes that are kept for projections with delays, came from other keys and
 *     wait, or have not been sent yet
 * @param waitingEvents of sensors
 */
public record InstanceSummary(
    String stage,
    String instance,
    int shard,
    boolean started,
    long tick,
    long spikesInFlight,
    long waitingEvents) {

  static InstanceSummary of(String stage, StoredKey key, InstanceState state) {
    List<Fact> facts = InstanceFacts.of(state, key.shard());
    return new InstanceSummary(
        stage,
        key.instance(),
        key.shard(),
        state.kernel.started,
        state.kernel.tick,
        count(facts, Fact.Events.Kind.SPIKES),
        count(facts, Fact.Events.Kind.SENSOR_EVENTS));
  }

  private static long count(List<Fact> facts, Fact.Events.Kind kind) {
    long count = 0;
    for (Fact fact : facts) {
      if (fact instanceof Fact.Events events && events.kind() == kind) {
        count += events.size();
      }
    }
    return count;
  }
}
