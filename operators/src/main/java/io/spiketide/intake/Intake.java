package io.spiketide.intake;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.Arrivals;
import io.spiketide.kernel.Mark;
import io.spiketide.kernel.SpikeChannel;
import io.spiketide.neuron.Spikes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one instance, sorted by input and source, and its marks that wait, by tick and
 * within a tick by channel. Single-threaded.
 */
public final class Intake implements Arrivals {
  /** Sorted by input, then source. */
  public final List<Channel> channels = new ArrayList<>(1);

  /** Marks that wait, sorted by tick, then channel, then arrival. */
  public final List<WaitingMark> marks = new ArrayList<>(0);

  /** What other keys of the instance have fired. */
  public final SpikeInbox spikes;

  /**
   * A mark and the channel that it came on.
   *
   * @param tickMicros event time in µs at which the mark's tick starts
   */
  public record WaitingMark(int input, String source, Mark mark, long tickMicros) {}

  /** The intake of a new instance that hears no other keys. */
  public Intake() {
    this(new SpikeInbox(0));
  }

  /**
   * @param spikes what it has heard of other keys
   */
  public Intake(SpikeInbox spikes) {
    this.spikes = spikes;
  }

  /** The channel of a source, null if it has not been heard. */
  @Nullable Channel find(int input, String source) {
    for (Channel channel : channels) {
      if (channel.input == input && channel.source.equals(source)) {
        return channel;
      }
    }
    return null;
  }

  int channelsOf(int input) {
    int count = 0;
    for (Channel channel : channels) {
      if (channel.input == input) {
        count++;
      }
    }
    return count;
  }

  Channel open(int input, String source) {
    Channel channel = new Channel(input, source);
    int at = 0;
    while (at < channels.size() && compare(channels.get(at), input, source) < 0) {
      at++;
    }
    channels.add(at, channel);
    return channel;
  }

  private static int compare(Channel channel, int input, String source) {
    return channel.input != input
        ? Integer.compare(channel.input, input)
        : channel.source.compareTo(source);
  }

  void addMark(Channel channel, Mark mark, long tickMicros) {
    int at = marks.size();
    while (at > 0 && comesAfter(marks.get(at - 1), channel, mark)) {
      at--;
    }
    marks.add(at, new WaitingMark(channel.input, channel.source, mark, tickMicros));
  }

  private static boolean comesAfter(WaitingMark waiting, Channel channel, Mark mark) {
    if (waiting.mark().tick() != mark.tick()) {
      return waiting.mark().tick() > mark.tick();
    }
    if (waiting.input() != channel.input) {
      return waiting.input() > channel.input;
    }
    return waiting.source().compareTo(channel.source) > 0;
  }

  @Override
  public long nextTick() {
    long next = marks.isEmpty() ? Long.MAX_VALUE : marks.get(0).mark().tick();
    for (int c = 0; c < channels.size(); c++) {
      next = Math.min(next, channels.get(c).waiting.firstTick());
    }
    return next;
  }

  @Override
  public void take(int input, long tick, TickEvents into) {
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      if (channel.input == input) {
        channel.waiting.take(tick, into);
      }
    }
  }

  @Override
  public long firstSpike(int channel) {
    return spikes.firstTick(channel);
  }

  @Override
  public void takeSpikes(int channel, long tick, Spikes into) {
    spikes.take(channel, tick, into);
  }

  /**
   * The first tick for which spikes of other keys are not complete, {@link Long#MAX_VALUE} if there
   * are no others.
   *
   * @param channels those of the network
   * @param start nothing that was fired before this tick counts
   */
  public long safeTick(List<SpikeChannel> channels, long start) {
    return spikes.safeTick(channels, start);
  }

  @Override
  public @Nullable Mark takeMark(long tick, boolean start) {
    if (marks.isEmpty() || marks.get(0).mark().tick() > tick) {
      return null;
    }
    for (Iterator<WaitingMark> i = marks.iterator(); i.hasNext(); ) {
      WaitingMark waiting = i.next();
      Mark mark = waiting.mark();
      if (mark.tick() > tick) {
        return null;
      }
      if (mark.start() == start) {
        if (mayBePreceded(waiting)) {
          return null;
        }
        i.remove();
        return mark;
      }
    }
    return null;
  }

  /**
   * Whether a channel that comes first in canonical order may still send a mark of the same tick:
   * its frontier lies on the very start of the tick. The mark then waits until that frontier moves,
   * which it does before the tick is run.
   */
  private boolean mayBePreceded(WaitingMark waiting) {
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      if (compare(channel, waiting.input(), waiting.source()) >= 0) {
        return false;
      }
      if (channel.frontier <= waiting.tickMicros()) {
        return true;
      }
    }
    return false;
  }

  /** A copy that shares nothing mutable with this one. */
  public Intake copy() {
    Intake copy = new Intake(spikes.copy());
    channels.forEach(c -> copy.channels.add(c.copy()));
    copy.marks.addAll(marks);
    return copy;
  }
}
