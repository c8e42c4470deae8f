package io.spiketide.intake;

import io.spiketide.kernel.SpikeChannel;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Spikes that other keys of an instance have fired and that wait for the tick in which they arrive,
 * by channel. Single-threaded.
 *
 * <p>The frontier of a channel says which ticks are complete. Packets from the topic are numbered:
 * one that came before is dropped, and one that does not follow the last is not taken, since what
 * lies between may still come and must come first.
 */
public final class SpikeInbox {
  /** Stands for a frontier that nobody has promised. */
  public static final long NONE = Long.MIN_VALUE;

  /** By index of the network's channels. */
  public final Inbound[] channels;

  // Which channels bound the tick that can be run, as long as none of them has moved. Found out
  // anew where it is not known.
  private final boolean[] bounds;
  private int bounding;
  private long safe;
  private long safeFrom;

  /** What has come of one shard of a population. */
  public static final class Inbound {
    /** Sequence number that is expected next. */
    public long nextSequence;

    /** No earlier spike follows. */
    public long frontier = NONE;

    /** Sequence number of a packet that came though one before it was missing, -1 for none. */
    public long early = -1;

    public final WaitingEvents waiting;

    public Inbound() {
      this(new WaitingEvents());
    }

    private Inbound(WaitingEvents waiting) {
      this.waiting = waiting;
    }

    private Inbound copy() {
      Inbound copy = new Inbound(waiting.copy());
      copy.nextSequence = nextSequence;
      copy.frontier = frontier;
      return copy;
    }
  }

  /** What becomes of a packet. */
  public enum Verdict {
    TAKEN,
    /** It came before. */
    DUPLICATE,
    /** A packet before it is missing. */
    EARLY
  }

  /** An inbox in which nothing waits. */
  public SpikeInbox(int channels) {
    this(new Inbound[channels]);
    Arrays.setAll(this.channels, c -> new Inbound());
  }

  private SpikeInbox(Inbound[] channels) {
    this.channels = channels;
    bounds = new boolean[channels.length];
  }

  /** Takes a packet that came through the topic if it is the next one of its channel. */
  public Verdict receive(int channel, SpikePacketBuffer packet) {
    Inbound inbound = channels[channel];
    if (packet.sequence() < inbound.nextSequence) {
      return Verdict.DUPLICATE;
    }
    if (!follows(packet, inbound)) {
      inbound.early = inbound.early < 0 ? packet.sequence() : inbound.early;
      return Verdict.EARLY;
    }
    takeNext(channel, packet);
    return Verdict.TAKEN;
  }

  /**
   * Takes a packet that comes through the topic, too, if it is the next one of its channel.
   *
   * @return whether it was taken; if not, it is left to the topic, and nothing is amiss
   */
  public boolean takeIfNext(int channel, SpikePacketBuffer packet) {
    boolean follows = follows(packet, channels[channel]);
    if (follows) {
      takeNext(channel, packet);
    }
    return follows;
  }

  private static boolean follows(SpikePacketBuffer packet, Inbound inbound) {
    return packet.sequence() == inbound.nextSequence
        && (inbound.frontier == NONE || packet.firstTick() <= inbound.frontier);
  }

  private void takeNext(int channel, SpikePacketBuffer packet) {
    channels[channel].early = -1;
    channels[channel].nextSequence++;
    take(channel, packet);
  }

  /** Takes a packet that came directly, where nothing is lost and nothing comes twice. */
  public void take(int channel, SpikePacketBuffer packet) {
    Inbound inbound = channels[channel];
    for (int i = 0; i < packet.size(); i++) {
      long tick = packet.tickAt(i);
      if (tick >= inbound.frontier) {
        inbound.waiting.add(tick, packet.neuronAt(i), packet.countAt(i));
      }
    }
    if (packet.frontier() > inbound.frontier) {
      inbound.frontier = packet.frontier();
      bounding -= bounds[channel] ? 1 : 0;
      bounds[channel] = false;
    }
  }

  /**
   * The first tick for which spikes are not complete, {@link Long#MAX_VALUE} without channels.
   * Looks at all channels only once all have moved that were the last ones: of many, each packet
   * moves one.
   *
   * @param delays the network's channels
   * @param start nothing that was fired before this tick counts
   */
  long safeTick(List<SpikeChannel> delays, long start) {
    if (bounding > 0 && start == safeFrom) {
      return safe;
    }
    safe = Long.MAX_VALUE;
    safeFrom = start;
    for (int c = 0; c < channels.length; c++) {
      safe = Math.min(safe, complete(c, delays, start));
    }
    bounding = 0;
    for (int c = 0; c < channels.length; c++) {
      bounds[c] = complete(c, delays, start) == safe;
      bounding += bounds[c] ? 1 : 0;
    }
    return safe;
  }

  private long complete(int channel, List<SpikeChannel> delays, long start) {
    return Math.max(channels[channel].frontier, start) + delays.get(channel).delay();
  }

  /** The tick of the earliest spike of a channel, {@link Long#MAX_VALUE} if none waits. */
  long firstTick(int channel) {
    return channels[channel].waiting.firstTick();
  }

  /** Takes the spikes of a tick out and forgets earlier ones. */
  void take(int channel, long tick, Spikes into) {
    WaitingEvents waiting = channels[channel].waiting;
    waiting.dropBefore(tick);
    waiting.take(tick, into);
  }

  /** Spikes that wait. */
  public long size() {
    return Arrays.stream(channels).mapToLong(c -> c.waiting.size()).sum();
  }

  SpikeInbox copy() {
    return new SpikeInbox(Arrays.stream(channels).map(Inbound::copy).toArray(Inbound[]::new));
  }
}
