package io.spiketide.intake;

import io.spiketide.kernel.Mark;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Signal;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.List;

/**
 * Decides what of a packet is let in, and moves the frontier of its channel. Single-threaded.
 *
 * <p>Rules, in packet order inside one channel:
 *
 * <ol>
 *   <li>A sequence number below the expected one is a duplicate; one above it is taken and reported
 *       as a gap. A larger epoch starts a new sequence; a packet of a smaller one is rejected,
 *       because nobody knows whether its run had sent it before.
 *   <li>An event below the frontier is late. The frontier is what the producer promised in earlier
 *       packets, or the latest time minus the declared disorder, event by event, so that it does
 *       not depend on where packets were cut.
 *   <li>An event further ahead of its channel than {@code max_jump} is rejected, until {@value
 *       #JUMP_WITNESSES} such times in a row agree; a single wrong clock reading never moves the
 *       frontier.
 * </ol>
 */
public final class Admission {
  /** Times in a row, all ahead and within max_jump of each other, that confirm a jump. */
  public static final int JUMP_WITNESSES = 8;

  /** No event is later than this (the year 2255): ticks then are exact in a double. */
  public static final long MAX_MICROS = 1L << 53;

  private final List<Input> inputs;
  private final TimeBase time;
  private final int[] sizes;

  /** By input, how long in µs the network waits for it; for ever if it is a sensor. */
  private final long[] waits;

  /** Memory for events, lent to the channel whose packet is admitted. */
  private final WaitingEvents spare = new WaitingEvents();

  /** What has become of the events of a packet. */
  public record Tally(int processed, int late, int rejected, int duplicate) {}

  public Admission(Network network) {
    inputs = network.inputs();
    time = network.time();
    sizes = inputs.stream().mapToInt(i -> i.shape().size()).toArray();
    waits = inputs.stream().mapToLong(Admission::waitOf).toArray();
  }

  private static long waitOf(Input input) {
    Signal signal = input.signal();
    Long wait = signal == null ? null : signal.waitMicros();
    return wait == null ? Long.MAX_VALUE : wait;
  }

  /** Takes a packet in: its events and marks wait in the intake until their tick is complete. */
  public Tally admit(Intake intake, SensorPacketBuffer packet, Verdicts verdicts) {
    int n = packet.size();
    int input = inputOf(packet.input());
    if (input < 0) {
      String known = inputs.stream().map(Input::name).toList().toString();
      String fault =
          packet.input().isEmpty()
              ? "the packet names no input and the network has " + inputs.size()
              : "the network has no input '" + packet.input() + "'";
      verdicts.rejectedPacket(
          packet, DeadLetterReason.UNKNOWN_INPUT, fault + "; use one of " + known);
      return new Tally(0, 0, n, 0);
    }
    Channel channel = intake.find(input, packet.source());
    if (channel == null) {
      int expected = inputs.get(input).sources();
      if (intake.channelsOf(input) >= expected) {
        verdicts.rejectedPacket(
            packet,
            DeadLetterReason.UNEXPECTED_SOURCE,
            "input '"
                + inputs.get(input).name()
                + "' already has its "
                + expected
                + " source(s); give each source a key of its own or raise 'sources' of the input");
        return new Tally(0, 0, n, 0);
      }
      channel = intake.open(input, packet.source());
    }
    if (packet.sequence() == Long.MAX_VALUE) {
      verdicts.rejectedPacket(
          packet,
          DeadLetterReason.MALFORMED,
          "sequence " + packet.sequence() + " has no successor; check the producer's counter");
      return new Tally(0, 0, n, 0);
    }
    if (packet.epoch() < channel.epoch) {
      verdicts.rejectedPacket(packet, DeadLetterReason.STALE_EPOCH, staleEpoch(channel, packet));
      return new Tally(0, 0, n, 0);
    }
    if (isDuplicate(channel, packet, verdicts)) {
      return new Tally(0, 0, 0, n);
    }
    if (waits[input] != Long.MAX_VALUE) {
      channel.frontier = Math.max(channel.frontier, passed(intake, waits[input]));
    }
    return takeIn(intake, channel, packet, verdicts);
  }

  /** After what is complete has run: takes back memory that {@link #admit} lent. */
  public void settle(Intake intake) {
    for (Channel channel : intake.channels) {
      channel.waiting.giveBack(spare);
    }
  }

  /**
   * The first tick that is not complete: the smallest frontier of the instance's channels, or
   * {@link Long#MIN_VALUE} while an expected source has not been heard.
   */
  public long safeTick(Intake intake) {
    long safe = Long.MAX_VALUE;
    for (int input = 0; input < sizes.length; input++) {
      long frontier = frontierOf(intake, input);
      if (waits[input] != Long.MAX_VALUE) {
        frontier = Math.max(frontier, passed(intake, waits[input]));
      }
      if (frontier == Channel.NONE) {
        return Long.MIN_VALUE;
      }
      safe = Math.min(safe, time.tickOf(frontier));
    }
    return safe;
  }

  /**
   * The first tick that is not complete for the sensors, whatever teachers have promised; never
   * less than {@link #safeTick}, and {@link Long#MIN_VALUE} while a sensor has not been heard.
   */
  public long sensorsTick(Intake intake) {
    long frontier = sensors(intake);
    return frontier == Channel.NONE ? Long.MIN_VALUE : time.tickOf(frontier);
  }

  /** Whether a sensor has been heard. */
  public boolean isSensed(Intake intake) {
    for (Channel channel : intake.channels) {
      if (inputs.get(channel.input).signal() == null) {
        return true;
      }
    }
    return false;
  }

  /** The smallest frontier of all sensors, {@link Channel#NONE} while one has not been heard. */
  private long sensors(Intake intake) {
    long sensors = Long.MAX_VALUE;
    for (int input = 0; input < sizes.length; input++) {
      if (inputs.get(input).signal() == null) {
        sensors = Math.min(sensors, frontierOf(intake, input));
      }
    }
    return sensors == Long.MAX_VALUE ? Channel.NONE : sensors;
  }

  /** The smallest frontier of an input, {@link Channel#NONE} while a source of it was not heard. */
  private long frontierOf(Intake intake, int input) {
    long frontier = Long.MAX_VALUE;
    int heard = 0;
    for (int c = 0; c < intake.channels.size(); c++) {
      Channel channel = intake.channels.get(c);
      if (channel.input == input) {
        heard++;
        frontier = Math.min(frontier, channel.frontier);
      }
    }
    return heard < inputs.get(input).sources() ? Channel.NONE : frontier;
  }

  /**
   * The time up to which the network has gone on, or may, without a signal for which it waits so
   * long; {@link Channel#NONE} if the sensors do not say.
   */
  private long passed(Intake intake, long wait) {
    long sensors = sensors(intake);
    return sensors == Channel.NONE ? Channel.NONE : Math.max(0, sensors - wait);
  }

  /**
   * Moves all frontiers behind what waits on any channel, without a promise. Used by the idle flush
   * alone, which gives determinism up.
   */
  public void flush(Intake intake) {
    long latest = Channel.NONE;
    for (Channel channel : intake.channels) {
      latest = Math.max(latest, channel.latest);
    }
    if (latest == Channel.NONE) {
      return;
    }
    long behind = time.microsOf(time.tickOf(latest) + 1);
    for (Channel channel : intake.channels) {
      channel.frontier = Math.max(channel.frontier, behind);
    }
  }

  private int inputOf(String name) {
    if (name.isEmpty()) {
      return inputs.size() == 1 ? 0 : -1;
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isDuplicate(
      Channel channel, SensorPacketBuffer packet, Verdicts verdicts) {
    if (packet.epoch() > channel.epoch) {
      boolean first = channel.epoch == Channel.NONE;
      channel.epoch = packet.epoch();
      channel.nextSequence = first ? packet.sequence() : 0;
    }
    if (packet.sequence() < channel.nextSequence) {
      verdicts.duplicate(packet);
      return true;
    }
    if (packet.sequence() > channel.nextSequence) {
      verdicts.sequenceGap(packet, channel.nextSequence);
    }
    channel.nextSequence = packet.sequence() + 1;
    return false;
  }

  private static String staleEpoch(Channel channel, SensorPacketBuffer packet) {
    return "source '"
        + channel.source
        + "' runs in epoch "
        + channel.epoch
        + ", the packet is of epoch "
        + packet.epoch()
        + "; stop the producer's earlier run, or give the new one a larger epoch";
  }

  private Tally takeIn(
      Intake intake, Channel channel, SensorPacketBuffer packet, Verdicts verdicts) {
    Input input = inputs.get(channel.input);
    channel.waiting.borrow(spare);
    long latestMark = takeMarks(intake, channel, packet, verdicts);
    boolean promises = packet.frontier() != Promise.NONE;
    Long declared = input.disorderMicros();
    // A producer that promises rules alone, unless the description declares a bound as well.
    boolean bounded = declared != null || !promises;
    long disorder = declared == null ? 0 : declared;
    Tally tally =
        !bounded && tookWhole(channel, input, packet)
            ? new Tally(packet.size(), 0, 0, 0)
            : takeEach(channel, packet, bounded, disorder, verdicts);
    if (latestMark != Channel.NONE) {
      channel.latest = Math.max(channel.latest, latestMark);
      if (bounded) {
        channel.frontier = Math.max(channel.frontier, channel.latest - disorder);
      }
    }
    if (promises) {
      takePromise(channel, input, packet, verdicts);
    }
    return tally;
  }

  /**
   * Takes all events at once if none can be late or rejected, as in most packets of a producer that
   * promises. Otherwise takes none.
   */
  private boolean tookWhole(Channel channel, Input input, SensorPacketBuffer packet) {
    int n = packet.size();
    int[] offsets = packet.timeOffsets();
    long known = Math.max(channel.frontier, channel.latest);
    if (n == 0 || known == Channel.NONE || packet.time() < 0 || packet.time() > MAX_MICROS) {
      return false;
    }
    long earliest = Math.max(0, channel.frontier) - packet.time();
    long latest = known + Math.min(MAX_MICROS - known, input.maxJumpMicros()) - packet.time();
    if (!areWithin(0, sizes[channel.input] - 1, packet.addresses(), n)
        || !areWithin(earliest, latest, offsets, n)) {
      return false;
    }
    channel.waiting.addAll(time, packet);
    channel.latest = Math.max(channel.latest, packet.time() + largest(offsets, n));
    channel.jumpTo = Channel.NONE;
    channel.jumpWitnesses = 0;
    return true;
  }

  /**
   * Whether the first {@code n} numbers all lie between two bounds, both included; false also where
   * the upper one is further than 2^31 - 1 above the lower one and a number is.
   */
  private static boolean areWithin(long lowest, long highest, int[] numbers, int n) {
    long low = Math.max(Integer.MIN_VALUE, lowest);
    if (low > Integer.MAX_VALUE || highest < low) {
      return false;
    }
    int from = (int) low;
    int range = (int) Math.min(Integer.MAX_VALUE, highest - low);
    int outside = 0; // below 0 if a number is; one operation on many numbers at once
    for (int i = 0; i < n; i++) {
      int above = numbers[i] - from;
      outside |= above | range - above;
    }
    return outside >= 0;
  }

  /** The largest of the first {@code n} numbers. */
  private static int largest(int[] numbers, int n) {
    int even = Integer.MIN_VALUE; // two, so that comparisons need not wait for each other
    int odd = Integer.MIN_VALUE;
    int i = 0;
    for (; i < n - 1; i += 2) {
      even = Math.max(even, numbers[i]);
      odd = Math.max(odd, numbers[i + 1]);
    }
    return Math.max(Math.max(even, odd), numbers[n - 1]);
  }

  /** Judges event by event. */
  private Tally takeEach(
      Channel channel,
      SensorPacketBuffer packet,
      boolean bounded,
      long disorder,
      Verdicts verdicts) {
    Input input = inputs.get(channel.input);
    int processed = 0;
    int late = 0;
    int rejected = 0;
    for (int e = 0; e < packet.size(); e++) {
      long micros = saturatedSum(packet.time(), packet.timeOffsetAt(e));
      int address = packet.addressAt(e);
      if (address < 0 || address >= sizes[channel.input]) {
        rejected++;
        verdicts.rejectedEvent(
            packet,
            e,
            DeadLetterReason.ADDRESS_OUT_OF_RANGE,
            "address "
                + address
                + " is outside input '"
                + input.name()
                + "' of shape "
                + input.shape()
                + "; check the sensor's geometry");
      } else if (micros < 0) {
        rejected++;
        verdicts.rejectedEvent(
            packet,
            e,
            DeadLetterReason.TIME_BEFORE_EPOCH,
            "time " + micros + " µs is before 1970; check the sensor's clock");
      } else if (micros < channel.frontier) {
        late++;
        verdicts.lateEvent(packet, e, channel.frontier);
      } else if (isTooFarAhead(channel, input, micros)) {
        rejected++;
        verdicts.rejectedEvent(
            packet, e, DeadLetterReason.TIME_TOO_FAR_AHEAD, tooFarAhead(channel, input, micros));
      } else {
        processed++;
        channel.latest = Math.max(channel.latest, micros);
        channel.waiting.add(time.tickOf(micros), address, packet.valueAt(e));
        if (bounded) {
          channel.frontier = Math.max(channel.frontier, channel.latest - disorder);
        }
      }
    }
    return new Tally(processed, late, rejected, 0);
  }

  /** The sum, or the nearest number that a long can hold: a time never wraps around. */
  private static long saturatedSum(long time, int offset) {
    long sum = time + offset;
    boolean wrapped = ((time ^ sum) & (offset ^ sum)) < 0;
    return !wrapped ? sum : offset < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Takes the marks in and returns the latest time of one, {@link Channel#NONE} for none. */
  private long takeMarks(
      Intake intake, Channel channel, SensorPacketBuffer packet, Verdicts verdicts) {
    long latest = Channel.NONE;
    Input input = inputs.get(channel.input);
    for (int m = 0; m < packet.marks().size(); m++) {
      EpisodeMark mark = packet.marks().get(m);
      if (mark.kind() == EpisodeMark.Kind.UNKNOWN) {
        verdicts.rejectedMark(
            packet, m, DeadLetterReason.MALFORMED, "mark '" + mark.id() + "' is of no known kind");
      } else if (mark.time() < 0) {
        verdicts.rejectedMark(
            packet,
            m,
            DeadLetterReason.TIME_BEFORE_EPOCH,
            "mark '" + mark.id() + "' at " + mark.time() + " µs is before 1970");
      } else if (mark.time() < channel.frontier) {
        verdicts.rejectedMark(
            packet,
            m,
            DeadLetterReason.LATE_MARK,
            "mark '"
                + mark.id()
                + "' at "
                + mark.time()
                + " µs came after the frontier "
                + channel.frontier
                + " µs; send marks before the frontier passes them");
      } else if (isTooFarAhead(channel, input, mark.time())) {
        verdicts.rejectedMark(
            packet,
            m,
            DeadLetterReason.TIME_TOO_FAR_AHEAD,
            "mark '" + mark.id() + "': " + tooFarAhead(channel, input, mark.time()));
      } else {
        latest = Math.max(latest, mark.time());
        boolean start = mark.kind() == EpisodeMark.Kind.START;
        long tick = start ? time.tickOf(mark.time()) : time.tickCeil(mark.time());
        intake.addMark(
            channel, new Mark(tick, start, mark.id(), mark.label()), time.microsOf(tick));
      }
    }
    return latest;
  }

  private static void takePromise(
      Channel channel, Input input, SensorPacketBuffer packet, Verdicts verdicts) {
    long promised = packet.frontier();
    if (promised < 0) {
      return; // Says nothing: no event is that early.
    }
    long known = Math.max(channel.frontier, channel.latest);
    if (promised > MAX_MICROS || isJump(known, promised, input)) {
      boolean heartbeat = packet.size() == 0;
      if (!heartbeat || isTooFarAhead(channel, input, promised)) {
        verdicts.rejectedFrontier(
            packet,
            DeadLetterReason.TIME_TOO_FAR_AHEAD,
            "frontier: " + tooFarAhead(channel, input, promised));
        return;
      }
    }
    channel.frontier = Math.max(channel.frontier, promised);
  }

  private static boolean isJump(long known, long micros, Input input) {
    return known != Channel.NONE && micros > known && micros - known > input.maxJumpMicros();
  }

  private static boolean isTooFarAhead(Channel channel, Input input, long micros) {
    long known = Math.max(channel.frontier, channel.latest);
    if (micros > MAX_MICROS) {
      return true;
    }
    if (!isJump(known, micros, input)) {
      channel.jumpTo = Channel.NONE;
      channel.jumpWitnesses = 0;
      return false;
    }
    boolean agrees =
        channel.jumpTo != Channel.NONE
            && Math.abs(micros - channel.jumpTo) <= input.maxJumpMicros();
    channel.jumpWitnesses = agrees ? channel.jumpWitnesses + 1 : 1;
    channel.jumpTo = micros;
    if (channel.jumpWitnesses < JUMP_WITNESSES) {
      return true;
    }
    channel.jumpTo = Channel.NONE;
    channel.jumpWitnesses = 0;
    return false;
  }

  private static String tooFarAhead(Channel channel, Input input, long micros) {
    if (micros > MAX_MICROS) {
      return "time " + micros + " µs is after the year 2255; check the sensor's clock and unit";
    }
    long known = Math.max(channel.frontier, channel.latest);
    return "time "
        + micros
        + " µs is "
        + (micros - known) / 1_000_000
        + " s ahead of source '"
        + channel.source
        + "', more than max_jump of input '"
        + input.name()
        + "'; send heartbeats through long silences, or raise max_jump";
  }
}
