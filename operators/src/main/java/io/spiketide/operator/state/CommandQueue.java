package io.spiketide.operator.state;

import io.spiketide.schema.ControlCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of an instance: those that wait for their tick, and which have been heard, so that
 * one that is sent twice is carried out once. Single-threaded.
 */
public final class CommandQueue {
  /** So many commands are remembered by their ids. */
  static final int REMEMBERED = 64;

  /** Commands that wait, by tick, and in the order in which they came within a tick. */
  private List<ControlCommand> waiting = List.of();

  /** Ids of the commands that came last. */
  private List<String> heard = List.of();

  /** Commands to all instances have been taken in up to this offset of the instance's partition. */
  public long upTo = -1;

  /**
   * Takes a command in that waits for its tick.
   *
   * @return false if it has been heard before, and so is left out
   */
  public boolean remember(ControlCommand command) {
    if (heard.contains(command.id())) {
      return false;
    }
    List<String> ids = new ArrayList<>(heard);
    ids.add(command.id());
    heard = List.copyOf(ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size()));
    return true;
  }

  /** Lets a command wait for its tick. */
  public void add(ControlCommand command) {
    List<ControlCommand> all = new ArrayList<>(waiting);
    int at = all.size();
    while (at > 0 && all.get(at - 1).atTick() > command.atTick()) {
      at--;
    }
    all.add(at, command);
    waiting = List.copyOf(all);
  }

  /** The tick of the next command, {@link Long#MAX_VALUE} if none waits. */
  public long nextTick() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.get(0).atTick();
  }

  /** Takes the next command out. */
  public ControlCommand next() {
    ControlCommand next = waiting.get(0);
    waiting = List.copyOf(waiting.subList(1, waiting.size()));
    return next;
  }

  /** The commands that wait, in the order in which they will be carried out. */
  public List<ControlCommand> waiting() {
    return waiting;
  }

  List<String> heard() {
    return heard;
  }

  static CommandQueue of(List<ControlCommand> waiting, List<String> heard, long upTo) {
    CommandQueue queue = new CommandQueue();
    queue.waiting = List.copyOf(waiting);
    queue.heard = List.copyOf(heard);
    queue.upTo = upTo;
    return queue;
  }

  /** A copy that shares nothing that changes with this one. */
  CommandQueue copy() {
    return of(waiting, heard, upTo);
  }
}
