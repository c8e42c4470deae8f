package io.spiketide.it.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/** A process that sends datagrams as jAER does, at a steady rate, and prints how many events. */
final class UdpSender {
  /** jAER fills datagrams of 1,500 bytes. */
  static final int EVENTS_PER_DATAGRAM = 187;

  static final int WIDTH = 240;
  static final int HEIGHT = 180;

  private static final int BYTES_PER_EVENT = 8;
  private static final long NANOS_PER_STEP = 1_000_000;

  private UdpSender() {}

  /**
   * Sends.
   *
   * @param args port, events per second, seconds
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    long rate = Long.parseLong(args[1]);
    long datagrams = rate * Long.parseLong(args[2]) / EVENTS_PER_DATAGRAM;
    InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Integer.BYTES + BYTES_PER_EVENT * EVENTS_PER_DATAGRAM);
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(to);
      long begin = System.nanoTime();
      for (int number = 1; number <= datagrams; number++) {
        long micros = number * (EVENTS_PER_DATAGRAM * 1_000_000L) / rate;
        fill(bytes, number, micros);
        long due = begin + micros * 1_000;
        if (due - System.nanoTime() > NANOS_PER_STEP) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        channel.write(bytes);
      }
    }
    System.out.println(datagrams * EVENTS_PER_DATAGRAM);
  }

  private static void fill(ByteBuffer bytes, int number, long micros) {
    bytes.clear();
    bytes.putInt(number);
    for (int i = 0; i < EVENTS_PER_DATAGRAM; i++) {
      int event = number * EVENTS_PER_DATAGRAM + i;
      bytes.putInt((event % HEIGHT) << 22 | (event % WIDTH) << 12 | (event & 1) << 11);
      bytes.putInt((int) micros);
    }
    bytes.flip();
  }
}
