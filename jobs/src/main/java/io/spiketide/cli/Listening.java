package io.spiketide.cli;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Addresses that gateways listen on, {@code HOST:PORT} or a port of this host alone. */
final class Listening {
  private static final int LAST_PORT = 65_535;

  private Listening() {}

  /**
   * Reads an address.
   *
   * @throws UserException if it is none
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "localhost" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = port(text.substring(colon + 1));
    InetSocketAddress address =
        port < 0 || host.isEmpty() ? null : new InetSocketAddress(host, port);
    if (address == null || address.isUnresolved()) {
      throw UserException.badInput(
          "--listen: '" + text + "' is no address of this host; write HOST:PORT or PORT");
    }
    return address;
  }

  /** What is said where an address cannot be had. */
  static UserException taken(String transport, InetSocketAddress address, IOException cause) {
    return UserException.environment(
        transport
            + ":"
            + address.getHostString()
            + ":"
            + address.getPort()
            + ": cannot be listened on ("
            + cause.getMessage()
            + "); choose another with --listen, or stop who has it");
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port <= LAST_PORT ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
