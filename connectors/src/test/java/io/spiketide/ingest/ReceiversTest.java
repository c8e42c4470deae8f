package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.PacketCut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers on sockets of this host. */
class ReceiversTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Framing AEDAT = Framings.named("aedat-flat");

  private final List<SensorPacket> packets = Collections.synchronizedList(new ArrayList<>());
  private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  private final List<String> news = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LiveSources sources =
      new LiveSources(
          LiveSettings.of(List.of(1000), 32, Timing.ANCHORED),
          PacketCut.of("", 1),
          "test",
          2,
          new HostClock(),
          Map.of(),
          instance -> Arrivals.into(packets),
          letters::add);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A datagram of jAER with so many events. */
  private static byte[] datagram(int number, int events) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 8 * events).putInt(number);
    for (int i = 0; i < events; i++) {
      bytes.putInt(i).putInt(number * 1_000 + i);
    }
    return bytes.array();
  }

  @Test
  void datagramsAreTakenInAndWhatIsMissingOrBrokenIsCounted() throws Exception {
    try (UdpReceiver receiver =
            UdpReceiver.open(ANY_PORT, 1 << 20, AEDAT, sender -> "cam", sources);
        DatagramSocket sender = new DatagramSocket()) {
      InetSocketAddress to = new InetSocketAddress(ANY_PORT.getAddress(), receiver.port());
      Future<?> running = threads.submit(() -> run(receiver));
      for (int number : new int[] {1, 2, 4, 3, 3, 7}) {
        send(sender, datagram(number, 10), to);
      }
      send(sender, new byte[] {1, 2, 3, 4, 5}, to);
      send(sender, new byte[0], to);
      await().until(() -> sources.counts().getOrDefault("cam", none()).malformed() == 2);
      receiver.stop();
      running.get(10, TimeUnit.SECONDS);
      sources.flush();

      TransportCounts met = receiver.counts();
      assertThat(met.pieces()).isEqualTo(8);
      assertThat(met.lost()).isEqualTo(2);
      assertThat(met.duplicate()).isEqualTo(1);
      assertThat(met.reordered()).isEqualTo(1);
      assertThat(met.kernelDrops()).isZero();
    }
    LiveCounts counts = sources.counts().get("cam");
    assertThat(counts).isNotNull();
    assertThat(counts.events()).isEqualTo(50).isEqualTo(counts.sent());
    assertThat(counts.lost()).isEqualTo(20);
    assertThat(packets.stream().mapToLong(p -> p.addresses().length).sum()).isEqualTo(50);
    assertThat(packets.stream().mapToLong(SensorPacket::dropped).sum()).isEqualTo(20);
    assertThat(letters).extracting(DeadLetter::reason).containsOnly(DeadLetterReason.MALFORMED);
    assertThat(letters.stream().mapToLong(DeadLetter::count).sum()).isEqualTo(2);
    assertThat(letters.get(0).value()).containsExactly(1, 2, 3, 4, 5);
  }

  /** The receiver sleeps while far more is sent than the kernel keeps. */
  @Test
  void whatTheKernelThrowsAwayIsCountedToTheDatagram() throws Exception {
    Framing spif = Framings.named("spif");
    int sent = 3_000;
    byte[] words = new byte[4 * 64];
    for (int i = 0; i < words.length; i += 4) {
      words[i + 3] = (byte) 0x80; // x 0, y 0, no time stamp
    }
    try (UdpReceiver receiver =
            UdpReceiver.open(ANY_PORT, 1 << 16, spif, sender -> "cam", sources);
        DatagramSocket sender = new DatagramSocket()) {
      InetSocketAddress to = new InetSocketAddress(ANY_PORT.getAddress(), receiver.port());
      for (int i = 0; i < sent; i++) {
        send(sender, words, to);
      }
      receiver.stop();
      receiver.run();
      TransportCounts met = receiver.counts();
      assumeTrue(met.kernelDrops() != KernelDrops.UNKNOWN, "this system does not tell its drops");
      assertThat(met.lost()).isPositive().isEqualTo(met.kernelDrops());
      assertThat(met.pieces() + met.lost()).isEqualTo(sent);
    }
    LiveCounts counts = sources.counts().get("cam");
    assertThat(counts).isNotNull();
    assertThat(counts.events() + counts.lost()).isEqualTo(64L * sent);
  }

  /** A broker that takes nothing for a while: what the kernel cannot keep is lost, and told. */
  @Test
  void whatIsSentWhileTheGatewayIsHeldUpIsReceivedOrReportedAsLost() throws Exception {
    CountDownLatch heldUp = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    LiveSources slow =
        new LiveSources(
            LiveSettings.of(List.of(1000), 32, Timing.ANCHORED),
            PacketCut.of("", 1).withMaxEvents(50),
            "test",
            1,
            new HostClock(),
            Map.of(),
            instance ->
                new AcknowledgedSink() {
                  @Override
                  public void send(SensorPacket packet) {
                    packets.add(packet);
                    heldUp.countDown();
                    awaitUninterruptibly(goOn);
                  }

                  @Override
                  public boolean awaitArrival(Duration patience) {
                    return true;
                  }
                },
            letters::add);
    int datagrams = 4_000;
    try (UdpReceiver receiver = UdpReceiver.open(ANY_PORT, 1 << 16, AEDAT, s -> "cam", slow);
        DatagramSocket sender = new DatagramSocket()) {
      InetSocketAddress to = new InetSocketAddress(ANY_PORT.getAddress(), receiver.port());
      Future<?> running = threads.submit(() -> run(receiver));
      for (int number = 1; number <= datagrams; number++) {
        send(sender, datagram(number, 10), to);
      }
      heldUp.await();
      goOn.countDown();
      receiver.stop();
      running.get(10, TimeUnit.SECONDS);
      slow.flush();
      LiveCounts counts = slow.counts().get("cam");
      assertThat(counts).isNotNull();
      TransportCounts met = receiver.counts();
      assumeTrue(met.kernelDrops() != KernelDrops.UNKNOWN, "this system does not tell its drops");
      assertThat(met.lost()).isPositive();
      assertThat(counts.events() + counts.lost()).isEqualTo(10L * datagrams);
      assertThat(packets.stream().mapToLong(p -> p.addresses().length).sum())
          .isEqualTo(counts.events());
      assertThat(packets.stream().mapToLong(SensorPacket::dropped).sum()).isEqualTo(counts.lost());
    }
  }

  @Test
  void aStreamIsTakenInToItsEnd() throws Exception {
    byte[] events = new byte[8 * 100 + 3];
    for (int i = 0; i < 100; i++) {
      ByteBuffer.wrap(events).putInt(8 * i, i).putInt(8 * i + 4, i);
    }
    InputStream pieces =
        new SequenceInputStream(
            new ByteArrayInputStream(events, 0, 13),
            new ByteArrayInputStream(events, 13, events.length - 13));
    StreamReceiver receiver = StreamReceiver.of(pieces, AEDAT, "in", sources);
    receiver.run();
    sources.close(500);
    assertThat(packets.stream().mapToInt(p -> p.addresses().length).sum()).isEqualTo(100);
    SensorPacket end = packets.get(packets.size() - 1);
    assertThat(end.addresses()).isEmpty();
    assertThat(end.frontier()).isEqualTo(packets.get(0).time() + 99 + 500);
    assertThat(letters)
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.detail()).startsWith("the stream ends 3 bytes into an event"));
  }

  @Test
  void aConnectionIsASourceAndASecondOneOfTheSameIsRefused() throws Exception {
    TcpReceiver receiver =
        TcpReceiver.open(ANY_PORT, AEDAT, s -> "cam", sources, (i, why) -> news.add(why));
    Future<?> running = threads.submit(() -> run(receiver));
    try (Socket first = new Socket(ANY_PORT.getAddress(), receiver.port())) {
      first.getOutputStream().write(datagram(0, 5), 4, 40);
      await().until(() -> sources.counts().getOrDefault("cam", none()).events() == 5);
      try (Socket second = new Socket(ANY_PORT.getAddress(), receiver.port())) {
        assertThat(second.getInputStream().read()).as("closed").isEqualTo(-1);
      }
      first.getOutputStream().write(datagram(1, 7), 4, 56);
    }
    await().until(() -> sources.counts().getOrDefault("cam", none()).events() == 12);
    try (Socket again = new Socket(ANY_PORT.getAddress(), receiver.port())) {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                again.getOutputStream().write(datagram(2, 1), 4, 8);
                return sources.counts().getOrDefault("cam", none()).events() >= 13;
              });
      receiver.stop();
      running.get(10, TimeUnit.SECONDS);
    }
    assertThat(news).containsExactly("connection refused, it has one already; give --per-sender");
    assertThat(receiver.counts().connections()).isEqualTo(2);
  }

  @Test
  void aSenderThatNeverPausesDoesNotHoldUpAStop() throws Exception {
    List<String> news = new CopyOnWriteArrayList<>();
    TcpReceiver receiver =
        TcpReceiver.open(ANY_PORT, AEDAT, s -> "cam", sources, (i, why) -> news.add(why));
    Future<?> running = threads.submit(() -> run(receiver));
    try (Socket socket = new Socket(ANY_PORT.getAddress(), receiver.port())) {
      Future<?> sending =
          threads.submit(
              () -> {
                byte[] events = datagram(0, 64);
                while (true) {
                  socket.getOutputStream().write(events, 4, events.length - 4);
                }
              });
      await().until(() -> sources.counts().getOrDefault("cam", none()).events() > 0);
      receiver.stop();
      running.get(10, TimeUnit.SECONDS);
      assertThatThrownBy(() -> sending.get(10, TimeUnit.SECONDS))
          .as("the connection is closed")
          .hasCauseInstanceOf(IOException.class);
    }
    assertThat(news).as("ended by itself, not broken off").isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void run(Receiver receiver) throws Exception {
    receiver.run();
    return null;
  }

  private static LiveCounts none() {
    return new LiveCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0, null);
  }

  private static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress to)
      throws Exception {
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }
}
