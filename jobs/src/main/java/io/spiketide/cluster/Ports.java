package io.spiketide.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on the loopback address, which everything here is bound to. */
final class Ports {
  /** The address that no other machine can reach. */
  static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /** A port that nobody listens on at this moment. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ClusterFault(LOOPBACK + ": no free port (" + e.getMessage() + "); close some", e);
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
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // a port in TIME_WAIT is free for a server
      socket.bind(new InetSocketAddress(LOOPBACK, wanted));
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
