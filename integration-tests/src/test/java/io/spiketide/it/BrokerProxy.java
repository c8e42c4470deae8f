package io.spiketide.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A network of its own between a broker and those clients that reach it through here; it can refuse
 * connections, fall silent, or become slow.
 */
final class BrokerProxy implements AutoCloseable {
  private static final int CHUNK = 8 * 1024;
  private static final int UNLIMITED = 0;

  private final InetSocketAddress broker;
  private final InetSocketAddress here;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object silence = new Object();
  private boolean silent;
  private volatile int bytesPerSecond = UNLIMITED;
  private volatile @Nullable ServerSocket server;

  /** Listens on a free port of the loopback address at once. */
  BrokerProxy(int brokerPort) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    broker = new InetSocketAddress(loopback, brokerPort);
    here = new InetSocketAddress(loopback, listen(new InetSocketAddress(loopback, 0)));
  }

  int port() {
    return here.getPort();
  }

  /** Ends all connections and refuses new ones. */
  void refuse() throws IOException {
    ServerSocket listening = server;
    if (listening != null) {
      listening.close();
    }
    sockets.forEach(BrokerProxy::close);
  }

  /** Takes connections and bytes, and passes nothing on. */
  void fallSilent() {
    synchronized (silence) {
      silent = true;
    }
  }

  /** Each connection passes at most so many bytes per second on to the broker. */
  void slowDownTo(int limit) {
    bytesPerSecond = limit;
  }

  /** Everything is as it was; what was held back goes on. */
  void heal() throws IOException {
    bytesPerSecond = UNLIMITED;
    synchronized (silence) {
      silent = false;
      silence.notifyAll();
    }
    ServerSocket listening = server;
    if (listening == null || listening.isClosed()) {
      listen(here);
    }
  }

  @Override
  public void close() throws IOException {
    refuse();
    heal();
    refuse();
  }

  private int listen(InetSocketAddress address) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(address);
    server = listening;
    daemon(() -> acceptAll(listening), "proxy");
    return listening.getLocalPort();
  }

  private void acceptAll(ServerSocket listening) {
    try {
      while (true) {
        connect(listening.accept());
      }
    } catch (IOException refused) {
      // closed: that is what refusing means
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    Socket onward = new Socket();
    sockets.add(onward);
    daemon(
        () -> {
          try {
            onward.connect(broker);
            daemon(() -> pass(onward, client, false), "proxy-answers");
            pass(client, onward, true);
          } catch (IOException brokerIsAway) {
            close(client);
            forget(client, onward);
          }
        },
        "proxy-requests");
  }

  private void pass(Socket from, Socket to, boolean towardsBroker) {
    byte[] bytes = new byte[CHUNK];
    try (from;
        to) {
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(bytes);
      while (read >= 0) {
        awaitVoice();
        if (towardsBroker) {
          takeTimeFor(read);
        }
        out.write(bytes, 0, read);
        read = in.read(bytes);
      }
    } catch (IOException ended) {
      // by either side, or by refuse
    } finally {
      forget(from, to);
    }
  }

  private void awaitVoice() throws IOException {
    synchronized (silence) {
      while (silent) {
        try {
          silence.wait();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  private void takeTimeFor(int bytes) throws IOException {
    int limit = bytesPerSecond;
    if (limit != UNLIMITED) {
      try {
        Thread.sleep(1000L * bytes / limit);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private void forget(Socket one, Socket other) {
    sockets.remove(one);
    sockets.remove(other);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // as wanted
    }
  }

  private static void daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
