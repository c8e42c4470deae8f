package io.spiketide.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports on the loopback address, which everything here is bound to. */
public final class Ports {
  /** The address that no other machine can reach. */
  static final String LOOPBACK = "127.0.0.1";

  private static final int LOWEST = 10_000;
  private static final int COUNT = 22_000;

  /** Elsewhere in each process, and never the same twice in one. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private Ports() {}

  /**
   * A port that nobody listens on at this moment and that no connection is given: systems take the
   * local ports of connections from 32768 up, and one of those may be gone before a process that is
   * told to listen on it has started.
   *
   * @throws ClusterFault if there is none
   */
  public static int free() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ClusterFault(LOOPBACK + ": no free port from " + LOWEST + " on; close some");
  }

  private static boolean isFree(int port) {
    try {
      bind(port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // a port in TIME_WAIT is free for a server
      socket.bind(new InetSocketAddress(LOOPBACK, port));
    }
  }

  /**
   * The wanted port, or a free one for 0.
   *
   * @param who what would listen there, for the message
   * @throws ClusterFault if somebody listens there already
   */
  static int choose(int wanted, String who) {
    if (wanted == 0) {
      return free();
    }
    try {
      bind(wanted);
      return wanted;
    } catch (IOException e) {
      throw new ClusterFault(
          "port "
              + wanted
              + " on "
              + LOOPBACK
              + ": in use, so the "
              + who
              + " cannot listen there;"
              + " stop the process that holds it, or give another port (0 chooses a free one)",
          e);
    }
  }
}
