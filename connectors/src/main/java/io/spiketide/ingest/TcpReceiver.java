package io.spiketide.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections, each a byte stream of one source, and one at a time of each source. A sender
 * that is faster than the broker is held back, so nothing is lost.
 */
public final class TcpReceiver implements Receiver, AutoCloseable {
  private static final int LOOK_MILLIS = 50;
  private static final int STOP_SECONDS = 5;

  private final ServerSocket server;
  private final Framing framing;
  private final Function<InetSocketAddress, String> instances;
  private final LiveSources sources;
  private final BiConsumer<String, String> news;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, StreamReceiver> connected = new ConcurrentHashMap<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong pieces = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private volatile boolean stopping;
  private volatile @Nullable RuntimeException failure;

  private TcpReceiver(
      ServerSocket server,
      Framing framing,
      Function<InetSocketAddress, String> instances,
      LiveSources sources,
      BiConsumer<String, String> news) {
    this.server = server;
    this.framing = framing;
    this.instances = instances;
    this.sources = sources;
    this.news = news;
  }

  /**
   * Begins to listen.
   *
   * @param instances which instance a sender belongs to
   * @param news receives instance and reason where a connection is refused or breaks
   * @throws IOException if the address cannot be had
   */
  public static TcpReceiver open(
      InetSocketAddress address,
      Framing framing,
      Function<InetSocketAddress, String> instances,
      LiveSources sources,
      BiConsumer<String, String> news)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address);
      server.setSoTimeout(LOOK_MILLIS);
      return new TcpReceiver(server, framing, instances, sources, news);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void run() throws IOException {
    while (!stopping && failure == null) {
      try {
        connect(server.accept());
      } catch (SocketTimeoutException e) {
        continue; // looks whether to stop
      }
    }
    server.close();
    connected.values().forEach(StreamReceiver::stop);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  private void connect(Socket socket) throws IOException {
    String instance = instances.apply((InetSocketAddress) socket.getRemoteSocketAddress());
    LiveSource source = sources.of(instance);
    if (source == null) {
      refuse(socket, instance, "there are as many sources as there may be");
      return;
    }
    socket.setSoTimeout(LOOK_MILLIS);
    socket.setKeepAlive(true); // a device that lost power is noticed in the end
    StreamReceiver stream = new StreamReceiver(socket.getInputStream(), framing, source, sources);
    if (connected.putIfAbsent(instance, stream) != null) {
      refuse(socket, instance, "it has one already; give --per-sender");
      return;
    }
    connections.incrementAndGet();
    sockets.add(socket);
    threads.execute(() -> follow(socket, instance, stream));
  }

  private void refuse(Socket socket, String instance, String why) throws IOException {
    refused.incrementAndGet();
    news.accept(instance, "connection refused, " + why);
    socket.close();
  }

  private void follow(Socket socket, String instance, StreamReceiver stream) {
    try (socket) {
      stream.run();
    } catch (IOException e) {
      news.accept(instance, "connection broke: " + e.getMessage());
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      pieces.addAndGet(stream.counts().pieces());
      bytes.addAndGet(stream.counts().bytes());
      sockets.remove(socket);
      connected.remove(instance);
    }
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public TransportCounts counts() {
    long livePieces = 0;
    long liveBytes = 0;
    for (StreamReceiver stream : connected.values()) {
      TransportCounts live = stream.counts();
      livePieces += live.pieces();
      liveBytes += live.bytes();
    }
    return TransportCounts.ofStreams(
        pieces.get() + livePieces, bytes.get() + liveBytes, connections.get(), refused.get());
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
