package io.spiketide.ingest;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.Promise;
import io.spiketide.sensor.PacketCut;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a gateway, by the key of their records. May be used by several threads; a source
 * itself is used by one at a time, which holds its lock.
 */
public final class LiveSources {
  private final LiveSettings settings;
  private final PacketCut cut;
  private final String origin;
  private final int most;
  private final LongSupplier clock;
  private final Map<String, Long> frontiersBefore;
  private final Function<String, AcknowledgedSink> packets;
  private final Consumer<DeadLetter> letters;
  private final Map<String, LiveSource> sources = new ConcurrentSkipListMap<>();
  private final Map<String, AcknowledgedSink> sinks = new ConcurrentSkipListMap<>();

  /** What belongs to no source. */
  private final RefusalLog stray;

  /**
   * @param cut how packets are cut; the source's name is empty for that of its instance
   * @param origin where the gateway listens, such as {@code udp:0.0.0.0:7777}
   * @param most how many sources there may be
   * @param clock now, in µs
   * @param frontiersBefore what an earlier run has promised, in µs, by instance
   * @param packets takes the packets of an instance
   * @param letters takes what is refused; from several threads
   */
  public LiveSources(
      LiveSettings settings,
      PacketCut cut,
      String origin,
      int most,
      LongSupplier clock,
      Map<String, Long> frontiersBefore,
      Function<String, AcknowledgedSink> packets,
      Consumer<DeadLetter> letters) {
    this.settings = settings;
    this.cut = cut;
    this.origin = origin;
    this.most = most;
    this.clock = clock;
    this.frontiersBefore = Map.copyOf(frontiersBefore);
    this.packets = packets;
    this.letters = letters;
    stray = new RefusalLog(origin, "", letters);
  }

  /**
   * The source of an instance, made if it is new; null if there are as many as there may be. What
   * it brought is then counted as refused.
   */
  public @Nullable LiveSource of(String instance) {
    LiveSource known = sources.get(instance);
    return known != null ? known : open(instance);
  }

  private synchronized @Nullable LiveSource open(String instance) {
    LiveSource known = sources.get(instance);
    if (known != null) {
      return known;
    }
    long now = clock.getAsLong();
    if (sources.size() >= most) {
      stray.add(
          Refusal.UNEXPECTED_SOURCE,
          1,
          now,
          () -> "source '" + instance + "' is one more than " + most + "; raise --max-sources",
          null);
      return null;
    }
    AcknowledgedSink sink = packets.apply(instance);
    sinks.put(instance, sink);
    PacketCut named = cut.source().isEmpty() ? cut.named(instance) : cut;
    LiveSource source =
        new LiveSource(
            settings,
            named,
            now,
            frontiersBefore.getOrDefault(instance, Promise.NONE),
            sink,
            new RefusalLog(origin, instance, letters));
    sources.put(instance, source);
    return source;
  }

  /**
   * Lets every source send what is due.
   *
   * @param news receives instance and reason of each that is kept out from now on
   */
  public void tick(BiConsumer<String, String> news) {
    sources.forEach(
        (instance, source) -> {
          String reason;
          synchronized (source) {
            source.tick(clock.getAsLong());
            reason = source.takeNews();
          }
          if (reason != null) {
            news.accept(instance, reason);
          }
        });
    synchronized (this) {
      stray.report(clock.getAsLong());
    }
  }

  /** Lets every source send what waits. */
  public void flush() {
    for (LiveSource source : sources.values()) {
      synchronized (source) {
        source.flush(clock.getAsLong());
      }
    }
  }

  /** What has become of what each source sent. */
  public Map<String, LiveCounts> counts() {
    Map<String, LiveCounts> counts = new TreeMap<>();
    sources.forEach(
        (instance, source) -> {
          synchronized (source) {
            counts.put(instance, source.counts());
          }
        });
    return counts;
  }

  /** A request that cannot be read, so that nobody knows whose it is. */
  synchronized void malformed(String why, ByteBuffer sample) {
    stray.add(Refusal.MALFORMED, 1, clock.getAsLong(), () -> why, sample);
  }

  /** Requests that could not be read. */
  public synchronized long malformed() {
    return stray.total(Refusal.MALFORMED);
  }

  /**
   * Waits until what a source has sent has arrived.
   *
   * @return false if it takes longer
   */
  boolean awaitArrival(String instance, Duration patience) throws InterruptedException {
    AcknowledgedSink sink = sinks.get(instance);
    return sink == null || sink.awaitArrival(patience);
  }

  /** Datagrams and requests of sources that there was no room for. */
  public synchronized long unexpected() {
    return stray.total(Refusal.UNEXPECTED_SOURCE);
  }

  /** What each source has promised so far, in µs; those that have not are left out. */
  public Map<String, Long> frontiers() {
    Map<String, Long> frontiers = new TreeMap<>();
    sources.forEach(
        (instance, source) -> {
          synchronized (source) {
            if (source.frontier() != Promise.NONE) {
              frontiers.put(instance, source.frontier());
            }
          }
        });
    return frontiers;
  }

  /** Every source has ended: sends what waits, and promises silence. */
  public void close(long silenceMicros) {
    for (LiveSource source : sources.values()) {
      synchronized (source) {
        source.close(silenceMicros);
      }
    }
  }

  /** Now, in µs. */
  long now() {
    return clock.getAsLong();
  }
}
