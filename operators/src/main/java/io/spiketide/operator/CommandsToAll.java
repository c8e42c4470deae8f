package io.spiketide.operator;

import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands to all instances that a task has read, each with its place in the topic. An instance
 * takes those in that were read before its own records, also if it begins long after: what is said
 * to a network holds for all that come. Single-threaded.
 */
final class CommandsToAll {
  private final List<Entry> entries = new ArrayList<>();

  /** Offset of the last one, by partition. */
  private final Map<Integer, Long> newest = new HashMap<>();

  /** A command and where it stands. */
  record Entry(int partition, long offset, ControlCommand command) {}

  /** Adds a command, unless it is known. */
  void add(int partition, long offset, ControlCommand command) {
    boolean known = entries.stream().anyMatch(e -> e.partition == partition && e.offset == offset);
    if (!known) {
      int at = entries.size();
      while (at > 0 && entries.get(at - 1).offset > offset) {
        at--;
      }
      entries.add(at, new Entry(partition, offset, command));
      newest.merge(partition, offset, Math::max);
    }
  }

  /** Those of a partition between two offsets, both excluded, in their order. */
  List<Entry> between(int partition, long after, long before) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Long last = newest.get(partition);
    if (last == null || last <= after) {
      return List.of();
    }
    return entries.stream()
        .filter(e -> e.partition == partition && e.offset > after && e.offset < before)
        .toList();
  }

  /** Adds one in the form of {@link #stored}. */
  void add(byte[] stored) throws WireException {
    ByteBuffer in = ByteBuffer.wrap(stored);
    int partition = in.getInt();
    long offset = in.getLong();
    byte[] command = new byte[in.remaining()];
    in.get(command);
    add(partition, offset, new ControlCommandCodec(WireFormat.DEFAULT).decode(command));
  }

  /** All of them, to be kept with a checkpoint. */
  List<byte[]> stored() {
    ControlCommandCodec codec = new ControlCommandCodec(WireFormat.DEFAULT);
    return entries.stream()
        .map(
            entry -> {
              byte[] command = codec.encode(entry.command);
              return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + command.length)
                  .putInt(entry.partition)
                  .putLong(entry.offset)
                  .put(command)
                  .array();
            })
        .toList();
  }
}
