package io.spiketide.cli;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.PacketSink;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SilenceFiller;
import java.time.Duration;

/**
 * Plays recordings as packets, with heartbeats in silences, until they end or the user has had
 * enough. Single-threaded, for one play.
 */
final class Playback {
  /** The longest time for announcements. */
  static final Duration ANNOUNCING = Duration.ofSeconds(1);

  private static final int REHEARSED_PACKETS = 3_000;
  private static final Duration REHEARSING = Duration.ofMillis(500);

  private final Playlist playlist;
  private final PacketCutter cutter;
  private final Watch watch;

  /**
   * @param heartbeatMicros event time between two promises in a silence; {@link Long#MAX_VALUE} for
   *     none
   */
  Playback(
      Playlist playlist,
      PacketCut cut,
      long heartbeatMicros,
      ReplayProgress progress,
      PacketSink sink) {
    this.playlist = playlist;
    cutter = new PacketCutter(cut, untilStopped(sink));
    watch = new Watch(new SilenceFiller(cutter, heartbeatMicros), progress);
  }

  /**
   * Reads, cuts and encodes the beginning without sending it: what is done for the first time takes
   * long, and would make packets late once time has begun.
   */
  static void rehearse(Playlist playlist, PacketCut cut, long heartbeatMicros)
      throws SensorException {
    PacketCutter cutter = new PacketCutter(cut, new SensorPacketCodec(WireFormat.DEFAULT)::encode);
    SilenceFiller sink = new SilenceFiller(cutter, heartbeatMicros);
    long end = System.nanoTime() + REHEARSING.toNanos();
    boolean more = true;
    while (more && cutter.packets() < REHEARSED_PACKETS && System.nanoTime() < end) {
      more = playlist.read(sink);
    }
  }

  /** What was sent. */
  record Report(
      int files,
      long rounds,
      long episodes,
      long events,
      long packets,
      double seconds,
      long lostByPromise,
      boolean stopped) {}

  /**
   * Plays everything. An interrupt ends it with the next packet, and is forgotten so that what was
   * sent arrives.
   *
   * @param announcements empty packets before the first event, fewer where they take longer than
   *     {@link #ANNOUNCING}
   * @param tailMicros silence that is promised after the last event
   */
  Report play(int announcements, long tailMicros) throws SensorException {
    long begin = System.nanoTime();
    boolean stopped = false;
    try {
      announce(announcements);
      begin = System.nanoTime();
      playlist.readAll(watch);
    } catch (Stopped e) {
      Thread.interrupted();
      stopped = true;
    }
    cutter.flush();
    if (cutter.frontier() != Promise.NONE && !stopped) {
      cutter.promise(cutter.frontier() + tailMicros);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Report(
        playlist.files(),
        playlist.round(),
        watch.episodes,
        cutter.events(),
        cutter.packets(),
        seconds,
        cutter.broken(),
        stopped);
  }

  /** Sends empty packets that promise nothing, each a round trip to the broker. */
  private void announce(int announcements) {
    long micros = playlist.header().originMicros().orElse(0);
    long end = System.nanoTime() + ANNOUNCING.toNanos();
    while (cutter.packets() < announcements && System.nanoTime() < end) {
      cutter.announce(micros);
    }
  }

  /** The user has had enough. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** Ends the replay with the first packet after an interrupt. */
  private static PacketSink untilStopped(PacketSink target) {
    return packet -> {
      target.send(packet);
      if (Thread.currentThread().isInterrupted()) {
        throw new Stopped();
      }
    };
  }

  /** Hands everything on, shows how far it is, and counts episodes. */
  private final class Watch implements EventSink {
    private final SilenceFiller target;
    private final ReplayProgress progress;
    private long episodes;

    Watch(SilenceFiller target, ReplayProgress progress) {
      this.target = target;
      this.progress = progress;
    }

    @Override
    public void event(long micros, int address, float value) {
      target.event(micros, address, value);
      progress.reached(cutter.events(), playlist.bytesRead());
    }

    @Override
    public void mark(EpisodeMark mark) {
      target.mark(mark);
      episodes += mark.kind() == EpisodeMark.Kind.END ? 1 : 0;
    }

    @Override
    public void dropped(long events) {
      target.dropped(events);
    }
  }
}
