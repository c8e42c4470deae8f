package io.spiketide.ingest;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.PacketSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One live sensor: its raw events become packets with sequence numbers and frontiers, and silence
 * becomes heartbeats. Single-threaded.
 *
 * <p>What comes is brought between {@link #begin} and {@link #end}; {@link #tick} is called now and
 * then, also while nothing comes.
 *
 * <p>A heartbeat promises what no event can fall behind: now, less the time that the quickest
 * events take, less {@link LiveSettings#maxDelayMicros}, less {@value #DRIFT_PPM} millionths of the
 * silence, by which the sensor's clock may have fallen behind.
 */
public final class LiveSource implements RawSink {
  private static final long DRIFT_PPM = 100;
  private static final long MILLION = 1_000_000;
  private static final long REPORT_MICROS = 1_000_000;

  private final LiveSettings settings;
  private final long frontierBefore;
  private final EventPlaces places;
  private final PacketSink sink;
  private final PacketCutter cutter;
  private final ClockGuard guard;
  private final ClockEstimate estimate = new ClockEstimate();
  private final RefusalLog refusals;

  // The datagram, piece or request that is being taken in.
  private long heard;
  private long listened;
  private long timeSeen = Promise.NONE;

  private boolean anchored;
  private long offset;
  private long lastEventHeard;
  private long waitingSince;
  private long packetsSeen;
  private long lastPacketHeard;
  private long lastReport;

  private long events;
  private long special;
  private long lost;
  private long heartbeats;

  // Packets that a device has numbered itself.
  private @Nullable Boolean numbersItself;
  private long passed;
  private long passedPackets;

  /**
   * @param heard now
   * @param frontierBefore what an earlier run of this source has promised in µs; an anchored source
   *     begins behind it
   */
  LiveSource(
      LiveSettings settings,
      PacketCut cut,
      long heard,
      long frontierBefore,
      PacketSink sink,
      RefusalLog refusals) {
    this.settings = settings;
    this.frontierBefore = frontierBefore;
    this.refusals = refusals;
    places = new EventPlaces(settings.shape());
    this.sink = sink;
    cutter = new PacketCutter(cut, sink);
    guard = new ClockGuard(settings.clock());
    lastPacketHeard = heard;
    lastReport = heard;
  }

  /**
   * Something has come.
   *
   * @param heard when, in µs of a clock of this host that never steps
   * @param listened the same less the time during which nobody listened
   */
  public void begin(long heard, long listened) {
    this.heard = heard;
    this.listened = listened;
    timeSeen = Promise.NONE;
  }

  @Override
  public void event(long stamp, int x, int y, boolean on) {
    int address = places.address(x, y, on);
    if (address == EventPlaces.OUTSIDE) {
      refuse(x, y);
    } else {
      take(stamp, address, 1);
    }
  }

  @Override
  public void untimed(int x, int y, boolean on) {
    int address = places.address(x, y, on);
    if (address == EventPlaces.OUTSIDE) {
      refuse(x, y);
    } else {
      events++;
      put(heard, address, 1);
    }
  }

  @Override
  public void special() {
    special++;
  }

  /**
   * A packet that a device has made. One with a number of its own goes on as it is: the job drops
   * what it has had. Others are cut anew like events.
   *
   * @return why it was not taken, null if it was
   */
  @Nullable String take(DevicePacket packet, String instance) {
    Long sequence = packet.sequence();
    if (numbersItself == null) {
      numbersItself = sequence != null;
    } else if (numbersItself != (sequence != null)) {
      return "source '"
          + instance
          + "' has posted packets with and without a sequence; number all of them or none";
    }
    if (sequence != null) {
      return pass(packet, sequence, instance);
    }
    Long time = packet.time();
    for (int e = 0; e < packet.addresses().length; e++) {
      float value = packet.values().length == 0 ? 1 : packet.values()[e];
      int offset = packet.timeOffsets().length == 0 ? 0 : packet.timeOffsets()[e];
      addressed(time == null ? null : time + offset, packet.addresses()[e], value);
    }
    packet.marks().forEach(this::mark);
    if (packet.dropped() > 0) {
      lost(packet.dropped());
    }
    Long frontier = packet.frontier();
    if (frontier != null && frontier != Promise.NONE) {
      promise(frontier);
    }
    return guard.isQuarantined() ? "clock: " + guard.lastStep() : null;
  }

  private @Nullable String pass(DevicePacket packet, long sequence, String instance) {
    int size = packet.addresses().length;
    events += size;
    long time = packet.time() == null ? heard : packet.time();
    boolean empty = size == 0 && packet.marks().isEmpty();
    if (!empty && time(time) == ClockGuard.REFUSED) {
      refusals.add(Refusal.CLOCK, size, heard, this::clockFault, null);
      return "clock: " + guard.lastStep();
    }
    passed += size;
    passedPackets++;
    lost += packet.dropped();
    sink.send(
        new SensorPacket(
            packet.source().isEmpty() ? instance : packet.source(),
            packet.epoch(),
            sequence,
            packet.frontier() == null ? Promise.NONE : packet.frontier(),
            packet.input(),
            time,
            packet.timeOffsets().length == 0 ? new int[size] : packet.timeOffsets(),
            packet.addresses(),
            packet.values(),
            packet.marks(),
            packet.dropped()));
    return null;
  }

  private void addressed(@Nullable Long stamp, int address, float value) {
    if (places.address(address) == EventPlaces.OUTSIDE) {
      refuse(address, 0);
    } else if (stamp == null) {
      events++;
      put(heard, address, value);
    } else {
      take(stamp, address, value);
    }
  }

  /** The start or end of an episode, its time a stamp of the sensor. */
  private void mark(EpisodeMark mark) {
    long micros = settings.timing() == Timing.ARRIVAL ? heard : time(mark.time());
    if (micros == ClockGuard.REFUSED) {
      refuseForClock();
    } else {
      waits();
      cutter.mark(new EpisodeMark(mark.kind(), micros, mark.id(), mark.label()));
    }
  }

  /** The sensor itself promises that nothing earlier than this stamp follows. */
  private void promise(long stamp) {
    long micros = time(stamp);
    if (micros != ClockGuard.REFUSED) {
      cutter.promise(micros);
    }
  }

  /** So many events are known to be missing. */
  public void lost(long count) {
    lost += count;
    waits();
    cutter.dropped(count);
  }

  /** What has come cannot be read. */
  public void malformed(String why, @Nullable ByteBuffer sample) {
    refusals.add(Refusal.MALFORMED, 1, heard, () -> why, sample);
  }

  /** What has come is taken in. */
  public void end() {
    if (timeSeen != Promise.NONE) {
      estimate.saw(timeSeen, heard);
      lastEventHeard = heard;
    }
  }

  /** Sends what has waited long enough, a heartbeat if nothing has been sent for a while. */
  public void tick(long now) {
    if (cutter.isWaiting() && now - waitingSince >= settings.waitMicros()) {
      cutter.flush();
    }
    notePackets(now);
    if (now - lastPacketHeard >= settings.heartbeatMicros()) {
      heartbeat(now);
    }
    if (now - lastReport >= REPORT_MICROS) {
      lastReport = now;
      refusals.report(now);
    }
  }

  /** Sends what waits: the request, or everything, has ended. */
  public void flush(long now) {
    cutter.flush();
    notePackets(now);
    refusals.report(now);
  }

  /** Promises silence, after the end of a source that will not come back. */
  public void close(long silenceMicros) {
    cutter.flush();
    if (cutter.frontier() != Promise.NONE) {
      cutter.promise(cutter.frontier() + silenceMicros);
    }
  }

  /** Why the source has been kept out since this was asked last; null if it has not. */
  public @Nullable String takeNews() {
    return guard.takeNews();
  }

  /** The latest promise in µs; {@link Promise#NONE} before the first. */
  long frontier() {
    return cutter.frontier();
  }

  /** Events that were received whole so far. */
  long events() {
    return events;
  }

  public LiveCounts counts() {
    double drift = estimate.driftPpm();
    return new LiveCounts(
        events,
        cutter.events() + passed,
        refusals.total(Refusal.OUTSIDE),
        refusals.total(Refusal.CLOCK),
        special,
        lost,
        cutter.broken(),
        refusals.total(Refusal.MALFORMED),
        cutter.packets() + passedPackets,
        heartbeats,
        guard.quarantines(),
        guard.isQuarantined(),
        estimate.offsetMicros(),
        Double.isNaN(drift) ? null : drift);
  }

  private void take(long stamp, int address, float value) {
    events++;
    if (settings.timing() == Timing.ARRIVAL) {
      put(heard, address, value);
      return;
    }
    long micros = time(stamp);
    if (micros == ClockGuard.REFUSED) {
      refuseForClock();
    } else {
      put(micros, address, value);
    }
  }

  /** The event time of a stamp, or {@link ClockGuard#REFUSED}. */
  private long time(long stamp) {
    long time = guard.admit(stamp, heard, listened);
    if (time == ClockGuard.REFUSED) {
      if (anchored) {
        anchored = false;
        estimate.forget();
        cutter.flush();
      }
      timeSeen = Promise.NONE;
      return ClockGuard.REFUSED;
    }
    if (!anchored) {
      if (settings.timing() == Timing.ANCHORED) {
        offset = Math.max(heard, Math.max(frontierBefore, cutter.frontier())) - time;
      } else if (time < cutter.frontier()) {
        return ClockGuard.REFUSED; // set back: kept out until it has come where it was
      }
      anchored = true;
    }
    timeSeen = Math.max(timeSeen, time);
    return time + offset;
  }

  private void put(long micros, int address, float value) {
    waits();
    cutter.event(micros, address, value);
  }

  private void waits() {
    if (!cutter.isWaiting()) {
      waitingSince = heard;
    }
  }

  private void refuse(int x, int y) {
    events++;
    refusals.add(
        Refusal.OUTSIDE,
        1,
        heard,
        () -> "event at x " + x + ", y " + y + " is outside " + places + "; correct --shape",
        null);
  }

  private void refuseForClock() {
    refusals.add(Refusal.CLOCK, 1, heard, this::clockFault, null);
  }

  private String clockFault() {
    return guard.lastStep()
        + "; the source is kept out until its clock is steady; check the sensor's clock,"
        + " --wrap, --max-back and --max-ahead";
  }

  private void heartbeat(long now) {
    if (Boolean.TRUE.equals(numbersItself)) {
      return; // promises are the device's own
    }
    long before = cutter.packets();
    if (settings.timing() == Timing.ARRIVAL
        || (settings.timing() == Timing.ANCHORED && !anchored)) {
      cutter.promise(now);
    } else if (anchored && !estimate.isEmpty()) {
      long delay = estimate.leastBehind() - offset + settings.maxDelayMicros();
      long drift = (now - lastEventHeard) * DRIFT_PPM / MILLION;
      cutter.promise(now - delay - drift);
    }
    heartbeats += cutter.packets() - before;
    notePackets(now);
    lastPacketHeard = now;
  }

  private void notePackets(long now) {
    if (cutter.packets() != packetsSeen) {
      packetsSeen = cutter.packets();
      lastPacketHeard = now;
    }
  }
}
