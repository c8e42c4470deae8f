package io.spiketide.operator;

import io.spiketide.intake.Admission;
import io.spiketide.network.Network;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import io.spiketide.schema.record.RawRecord;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * How commands come to the instances of a stage: those to one with its records, those to all at the
 * place that they have in the topic. Keeps those to all in the state of the operator.
 * Single-threaded.
 */
final class StageCommands {
  private final Network network;
  private final CommandsToAll toAll = new CommandsToAll();
  private final ListState<byte[]> stored;
  private final Admission admission;
  private final StagePackets packets;
  private final PacketVerdicts verdicts;
  private final StageMetrics metrics;

  private StageCommands(
      Network network,
      ListState<byte[]> stored,
      Admission admission,
      StagePackets packets,
      PacketVerdicts verdicts,
      StageMetrics metrics) {
    this.network = network;
    this.stored = stored;
    this.admission = admission;
    this.packets = packets;
    this.verdicts = verdicts;
    this.metrics = metrics;
  }

  /** The state that keeps the commands to all. */
  static ListState<byte[]> stored(OperatorStateStore store) throws Exception {
    return store.getUnionListState(
        new ListStateDescriptor<>(
            "commands", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** The commands of a task, with those to all that were stored. */
  static StageCommands restored(
      Network network,
      ListState<byte[]> stored,
      Admission admission,
      StagePackets packets,
      PacketVerdicts verdicts,
      StageMetrics metrics)
      throws Exception {
    StageCommands commands =
        new StageCommands(network, stored, admission, packets, verdicts, metrics);
    for (byte[] command : stored.get()) {
      commands.toAll.add(command);
    }
    return commands;
  }

  /**
   * Before a checkpoint.
   *
   * @param first whether this is the first task: each has all commands, since they come to every
   *     key group
   */
  void store(boolean first) throws Exception {
    stored.update(first ? toAll.stored() : List.of());
  }

  /** Takes a command to all in. */
  void takeToAll(RawRecord record) {
    try {
      ControlCommand command = packets.commands.decode(record.value());
      if (command.network().equals(network.name())) {
        toAll.add(record.partition(), record.offset(), command);
      }
    } catch (WireException e) {
      refuse(String.valueOf(e.getMessage()), record, "", true);
    }
  }

  /** The commands to all that stand in the topic before a record of an instance, not yet given. */
  List<CommandsToAll.Entry> before(RawRecord record, InstanceState state) {
    return toAll.between(record.partition(), state.commands.upTo, record.offset());
  }

  /**
   * Gives an instance commands to all.
   *
   * @param record which they stand before
   * @param reports whether refusals are told from here
   */
  void takeBefore(
      List<CommandsToAll.Entry> entries,
      RawRecord record,
      String instance,
      InstanceState state,
      Commander commander,
      boolean reports) {
    for (CommandsToAll.Entry entry : entries) {
      state.commands.upTo = entry.offset();
      receive(entry.command(), record, instance, state, commander, reports);
    }
  }

  /** Gives an instance the command of a record. */
  void take(
      RawRecord record,
      String instance,
      InstanceState state,
      Commander commander,
      boolean reports) {
    try {
      receive(packets.commands.decode(record.value()), record, instance, state, commander, reports);
    } catch (WireException e) {
      refuse(String.valueOf(e.getMessage()), record, instance, reports);
    }
  }

  private void receive(
      ControlCommand command,
      RawRecord record,
      String instance,
      InstanceState state,
      Commander commander,
      boolean reports) {
    String fault = commander.receive(state, instance, command, admission.sensorsTick(state.intake));
    if (fault != null) {
      refuse("command '%s': %s".formatted(command.id(), fault), record, instance, reports);
    }
  }

  /** Puts a command aside, if it is told from here. */
  void refuse(String fault, RawRecord record, String instance, boolean reports) {
    if (reports) {
      metrics.commandsRefused.inc();
      packets.deadLetter(verdicts.letter(DeadLetterReason.BAD_COMMAND, fault, instance, record, 1));
    }
  }
}
