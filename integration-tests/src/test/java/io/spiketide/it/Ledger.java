package io.spiketide.it;

import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Spike packets as a consumer takes them, one population per instance, too many to keep: what
 * remains is a digest per channel. In a thread of its own.
 */
final class Ledger implements AutoCloseable {
  private final Drain drain;
  private final SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
  private final TreeMap<String, Channel> channels = new TreeMap<>();
  private final Thread thread;
  private volatile boolean stopped;
  private @Nullable Exception failure;
  private long bytes;
  private long gaps;
  private long repeated;

  /** One instance's packets so far. */
  private static final class Channel {
    final MessageDigest digest = sha256();
    long next;
    long frontierMicros;
  }

  Ledger(Drain drain) {
    this.drain = drain;
    thread = new Thread(this::consume, "ledger");
    thread.setDaemon(true);
    thread.start();
  }

  /** Event time in µs that the slowest of so many instances has reached, 0 before all have come. */
  synchronized long reachedMicros(int instances) throws Exception {
    if (failure != null) {
      throw failure;
    }
    return channels.size() < instances
        ? 0
        : channels.values().stream().mapToLong(channel -> channel.frontierMicros).min().orElse(0);
  }

  /** Sum over all instances of the event time in µs that they have reached. */
  synchronized long sumOfMicros() throws Exception {
    if (failure != null) {
      throw failure;
    }
    return channels.values().stream().mapToLong(channel -> channel.frontierMicros).sum();
  }

  /** Bytes of all packets, repetitions included. */
  synchronized long bytes() {
    return bytes;
  }

  /** Packets that were missing when a later one came. */
  synchronized long gaps() {
    return gaps;
  }

  /** Packets that had been seen before. */
  synchronized long repeated() {
    return repeated;
  }

  /** Digest over the packets of each channel in order, repetitions dropped. */
  synchronized String sha256OfAll() {
    MessageDigest all = sha256();
    channels.forEach(
        (name, channel) -> {
          all.update(name.getBytes(StandardCharsets.UTF_8));
          all.update(channel.digest.digest());
        });
    return HexFormat.of().formatHex(all.digest());
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    drain.close();
  }

  private void consume() {
    try {
      drain.until(() -> stopped, FaultRun.FOREVER, this::take);
    } catch (Exception e) {
      synchronized (this) {
        failure = e;
      }
    }
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    SpikePacket packet = codec.decode(record.value());
    Channel channel = channels.computeIfAbsent(packet.instance(), name -> new Channel());
    bytes += record.value().length;
    if (packet.sequence() < channel.next) {
      repeated++;
      return;
    }
    gaps += packet.sequence() > channel.next ? 1 : 0;
    channel.next = packet.sequence() + 1;
    channel.frontierMicros = packet.frontier() * packet.tickMicros();
    channel.digest.update(record.value());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
