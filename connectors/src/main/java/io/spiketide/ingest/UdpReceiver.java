package io.spiketide.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receives datagrams. What is lost is counted: by the numbers of the datagrams where the framing
 * has them, else by what the kernel says that it threw away; events are then reckoned by those of
 * the datagram before.
 */
public final class UdpReceiver implements Receiver, AutoCloseable {
  private static final int LARGEST_DATAGRAM = 1 << 16;
  private static final int MOST_SENDERS = 4096;
  private static final int SELECT_MILLIS = 50;
  private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_MICROS = 1_000_000;

  private final DatagramChannel channel;
  private final Selector selector;
  private final Framing framing;
  private final Function<InetSocketAddress, String> instances;
  private final LiveSources sources;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final ListeningClock listening = new ListeningClock();
  private final Map<SocketAddress, Sender> senders =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SocketAddress, Sender> eldest) {
          if (size() > MOST_SENDERS) {
            forget(eldest.getValue());
            return true;
          }
          return false;
        }
      };

  private volatile boolean stopping;
  private volatile TransportCounts counts = new TransportCounts(0, 0, 0, 0, 0, 0, 0, 0);
  private long datagrams;
  private long bytes;
  private long lost;
  private long forgottenDuplicate;
  private long forgottenReordered;
  private long kernelDrops;
  private long lastLook;
  private @Nullable Sender last;

  /** One socket that datagrams come from. */
  private static final class Sender {
    final @Nullable LiveSource source;
    final DatagramNumbers numbers = new DatagramNumbers();
    long eventsPerDatagram;
    long lostBefore;

    Sender(@Nullable LiveSource source) {
      this.source = source;
    }
  }

  private UdpReceiver(
      DatagramChannel channel,
      Framing framing,
      Function<InetSocketAddress, String> instances,
      LiveSources sources)
      throws IOException {
    this.channel = channel;
    this.framing = framing;
    this.instances = instances;
    this.sources = sources;
    selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /**
   * Begins to listen.
   *
   * @param bufferBytes how much the kernel should keep of what has not been received; it gives what
   *     it may
   * @param instances which instance a sender belongs to
   * @throws IOException if the address cannot be had
   */
  public static UdpReceiver open(
      InetSocketAddress address,
      int bufferBytes,
      Framing framing,
      Function<InetSocketAddress, String> instances,
      LiveSources sources)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
      channel.bind(address);
      return new UdpReceiver(channel, framing, instances, sources);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The port that is listened on. */
  public int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** How much the kernel keeps of what has not been received, in bytes. */
  public int bufferBytes() throws IOException {
    return channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  @Override
  public void run() throws IOException {
    int port = port();
    while (!stopping) {
      if (!receive()) {
        selector.select(SELECT_MILLIS);
        selector.selectedKeys().clear();
      }
      long now = sources.now();
      if (now - lastLook >= LOOK_MICROS) {
        lastLook = now;
        look(port);
      }
    }
    long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
    while (System.nanoTime() < end && receive()) {
      // takes what the kernel still has
    }
    settle(port);
  }

  @Override
  public void stop() {
    stopping = true;
    selector.wakeup();
  }

  @Override
  public TransportCounts counts() {
    return counts;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }

  private boolean receive() throws IOException {
    buffer.clear();
    SocketAddress address = channel.receive(buffer);
    if (address == null) {
      return false;
    }
    long now = sources.now();
    listening.busy(now);
    buffer.flip();
    datagrams++;
    bytes += buffer.remaining();
    Sender sender =
        senders.computeIfAbsent(
            address, a -> new Sender(sources.of(instances.apply((InetSocketAddress) a))));
    last = sender;
    LiveSource source = sender.source;
    if (source != null) {
      synchronized (source) {
        source.begin(now, listening.listened(now));
        take(sender, source);
        source.end();
      }
    }
    listening.idle(sources.now());
    return true;
  }

  private void take(Sender sender, LiveSource source) {
    try {
      framing.check(buffer);
    } catch (FramingException e) {
      source.malformed(String.valueOf(e.getMessage()), buffer);
      return;
    }
    if (framing.isNumbered() && !sender.numbers.isNew(framing.number(buffer))) {
      return;
    }
    long before = source.events();
    framing.decode(buffer, source);
    sender.eventsPerDatagram = source.events() - before;
    countLost(sender, source);
  }

  /** Counts what is missing from a sender that numbers its datagrams. */
  private void countLost(Sender sender, LiveSource source) {
    long missing = sender.numbers.lost() - sender.lostBefore;
    if (missing > 0) {
      sender.lostBefore += missing;
      lose(missing, sender, source);
    }
  }

  private void lose(long missing, Sender sender, LiveSource source) {
    lost += missing;
    source.lost(missing * sender.eventsPerDatagram);
  }

  /** Asks the kernel what it has thrown away. */
  private void look(int port) {
    long drops = KernelDrops.ofPort(port);
    long more = Math.max(0, drops - Math.max(0, kernelDrops));
    kernelDrops = drops;
    if (!framing.isNumbered()) {
      loseOfLast(more);
    }
    publish();
  }

  /** Nothing follows: what is missing is lost, also behind the last datagram that has come. */
  private void settle(int port) {
    senders.values().forEach(this::settle);
    look(port);
    if (framing.isNumbered()) {
      loseOfLast(kernelDrops - lost);
    }
    publish();
  }

  private void settle(Sender sender) {
    sender.numbers.settle();
    LiveSource source = sender.source;
    if (source != null) {
      synchronized (source) {
        countLost(sender, source);
      }
    }
  }

  private void forget(Sender sender) {
    settle(sender);
    forgottenDuplicate += sender.numbers.duplicates();
    forgottenReordered += sender.numbers.reordered();
  }

  private void loseOfLast(long missing) {
    Sender sender = last;
    LiveSource source = sender == null ? null : sender.source;
    if (missing > 0 && sender != null && source != null) {
      synchronized (source) {
        lose(missing, sender, source);
      }
    }
  }

  private void publish() {
    long duplicate = senders.values().stream().mapToLong(s -> s.numbers.duplicates()).sum();
    long reordered = senders.values().stream().mapToLong(s -> s.numbers.reordered()).sum();
    counts =
        new TransportCounts(
            datagrams,
            bytes,
            0,
            lost,
            forgottenDuplicate + duplicate,
            forgottenReordered + reordered,
            0,
            kernelDrops);
  }
}
