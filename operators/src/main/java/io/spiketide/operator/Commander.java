package io.spiketide.operator;

import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Network;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.WeightSnapshot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands in and carries them out before their tick. Single-threaded.
 *
 * <p>A command comes in the topic of the sensor packets, so what has been promised before it is the
 * same in every replay. It is taken if the sensors have not promised more than its tick: no shard
 * can have run that tick then. What is refused changes nothing.
 */
final class Commander {
  /** Weights of a snapshot in one record: half a megabyte, below the limit of brokers. */
  private static final int WEIGHTS_PER_RECORD = 30_000;

  /** The value of a command to switch learning off and round the weights to single precision. */
  private static final double ROUNDED = 1;

  private final Network network;
  private final LearnedWeights weights;
  private final String stage;
  private final int shard;
  private final StageOutput.Sender sender;

  Commander(
      Network network, LearnedWeights weights, String stage, int shard, StageOutput.Sender sender) {
    this.network = network;
    this.weights = weights;
    this.stage = stage;
    this.shard = shard;
    this.sender = sender;
  }

  /**
   * Takes a command in.
   *
   * @param promised the first tick for which the sensors have not promised everything
   * @return why it is refused, null if it is not
   */
  @Nullable String receive(
      InstanceState state, String instance, ControlCommand command, long promised) {
    if (!command.network().equals(network.name()) || !state.commands.remember(command)) {
      return null;
    }
    String fault = fault(command, promised);
    if (fault == null) {
      state.commands.add(command);
    } else {
      ack(command, instance, "", fault);
    }
    return fault;
  }

  private @Nullable String fault(ControlCommand command, long promised) {
    if (weights.projections().isEmpty() && command.projection().isEmpty()) {
      return null; // nothing learns in this stage; another one answers for itself
    }
    if (command.atTick() < promised) {
      return "tick %d has passed: the sensors have promised everything before tick %d; choose a later one"
          .formatted(command.atTick(), promised);
    }
    String projection = command.projection();
    boolean known = network.projections().stream().anyMatch(p -> p.name().equals(projection));
    if (!projection.isEmpty() && !known) {
      return "there is no projection '%s'; those that learn are %s"
          .formatted(projection, learning());
    }
    if (!projection.isEmpty() && !learning().contains(projection)) {
      return "projection '%s' does not learn; those that do are %s"
          .formatted(projection, learning());
    }
    return switch (command.action()) {
      case UNKNOWN -> "an action that this version does not know; use a newer Spiketide";
      case LEARNING_RATE ->
          Double.isFinite(command.value()) && command.value() >= 0
              ? null
              : "a learning rate of " + command.value() + "; give a factor of 0 or more";
      case REPLACE_WEIGHTS -> replacement(command);
      default -> null;
    };
  }

  private @Nullable String replacement(ControlCommand command) {
    if (command.projection().isEmpty()) {
      return "weights for no projection; name one of " + learning();
    }
    if (!weights.projections().contains(command.projection())) {
      return null; // another stage has it
    }
    long whole = weights.places(command.projection()).whole();
    long end = command.firstWeight() + command.weights().length;
    if (command.weights().length == 0 || end > whole) {
      return "weights %d to %d of projection '%s', which has %d; give as many as it has"
          .formatted(command.firstWeight(), end, command.projection(), whole);
    }
    double[] bounds = weights.bounds(command.projection());
    for (double weight : command.weights()) {
      if (!(weight >= bounds[0] && weight <= bounds[1])) {
        return "weight %s is outside %s to %s, the bounds of projection '%s'"
            .formatted(weight, bounds[0], bounds[1], command.projection());
      }
    }
    return null;
  }

  private List<String> learning() {
    return network.projections().stream()
        .filter(p -> p.learning() != null)
        .map(p -> p.name())
        .toList();
  }

  /** Carries out the commands whose tick comes next, and says so. */
  void carryOut(InstanceState state, String instance, long tick) {
    while (state.commands.nextTick() <= tick) {
      ControlCommand command = state.commands.next();
      List<String> projections =
          command.projection().isEmpty()
              ? weights.projections()
              : weights.projections().stream().filter(command.projection()::equals).toList();
      for (String projection : projections) {
        carryOut(state, instance, command, projection);
      }
      if (!projections.isEmpty()) {
        ack(command, instance, weights.digest(state.kernel, projections), "");
      }
    }
  }

  private void carryOut(
      InstanceState state, String instance, ControlCommand command, String projection) {
    switch (command.action()) {
      case LEARNING_ON -> weights.learn(state.kernel, projection, true);
      case LEARNING_OFF -> {
        weights.learn(state.kernel, projection, false);
        if (command.value() == ROUNDED) {
          weights.round(state.kernel, projection);
        }
      }
      case LEARNING_RATE -> weights.setRate(state.kernel, projection, command.value());
      case REPLACE_WEIGHTS ->
          weights.replace(state.kernel, projection, command.firstWeight(), command.weights());
      case RESET_WEIGHTS -> weights.reset(state.kernel, projection);
      case SNAPSHOT -> snapshot(state, instance, command, projection);
      case UNKNOWN -> throw new IllegalStateException("an unknown action was taken in");
    }
  }

  private void snapshot(
      InstanceState state, String instance, ControlCommand command, String projection) {
    double[] all = weights.of(state.kernel, projection);
    LearnedWeights.Places places = weights.places(projection);
    String digest = weights.digest(state.kernel, List.of(projection));
    int parts = Math.max(1, (all.length + WEIGHTS_PER_RECORD - 1) / WEIGHTS_PER_RECORD);
    for (int part = 0; part < parts; part++) {
      int from = part * WEIGHTS_PER_RECORD;
      int to = Math.min(all.length, from + WEIGHTS_PER_RECORD);
      sender.snapshot(
          new WeightSnapshot(
              network.name(),
              instance,
              projection,
              command.snapshot().isEmpty() ? command.id() : command.snapshot(),
              stage,
              shard,
              command.atTick(),
              (int) network.time().tickMicros(),
              part,
              parts,
              some(places.sources(), from, to),
              some(places.targets(), from, to),
              some(places.indices(), from, to),
              places.indices().length == 0 ? from : 0,
              Arrays.copyOfRange(all, from, to),
              digest));
    }
  }

  private static int[] some(int[] all, int from, int to) {
    return all.length == 0 ? all : Arrays.copyOfRange(all, from, to);
  }

  private void ack(ControlCommand command, String instance, String digest, String error) {
    ControlAck answer =
        new ControlAck(
            command.id(), network.name(), instance, stage, shard, command.atTick(), digest, error);
    sender.ack(answer, (int) network.time().tickMicros());
  }
}
