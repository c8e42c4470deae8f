package io.spiketide.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes packets that devices post, {@code POST /packets}, in JSON or Avro and behind a token. The
 * answer 200 says that the broker has them.
 */
public final class HttpReceiver implements Receiver, AutoCloseable {
  private static final String PATH = "/packets";
  private static final String BEARER = "Bearer ";
  private static final int THREADS = 16;
  private static final int WAITING_REQUESTS = 256;
  private static final int STOP_SECONDS = 2;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final long LOOK_NANOS = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpServer server;
  private final byte[] token;
  private final int longestBody;
  private final String usualInstance;
  private final LiveSources sources;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_REQUESTS));
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** An answer that is not 200. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private HttpReceiver(
      HttpServer server, String token, int longestBody, String usualInstance, LiveSources sources) {
    this.server = server;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.longestBody = longestBody;
    this.usualInstance = usualInstance;
    this.sources = sources;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /**
   * Begins to listen.
   *
   * @param token what a device must show
   * @param longestBody bytes of the longest body that is taken
   * @param usualInstance instance of packets that name neither an instance nor a source
   * @throws IOException if the address cannot be had
   */
  public static HttpReceiver open(
      InetSocketAddress address,
      String token,
      int longestBody,
      String usualInstance,
      LiveSources sources)
      throws IOException {
    setDefault("sun.net.httpserver.maxReqTime", "30"); // s; a device that trickles holds no thread
    setDefault("sun.net.httpserver.maxRspTime", "60");
    HttpReceiver receiver =
        new HttpReceiver(HttpServer.create(address, 0), token, longestBody, usualInstance, sources);
    receiver.server.start();
    return receiver;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void run() {
    try {
      stopping.await(); // requests come in threads of their own
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void stop() {
    stopping.countDown();
  }

  @Override
  public TransportCounts counts() {
    return TransportCounts.ofRequests(requests.get(), bytes.get(), refused.get());
  }

  /** Takes no new requests, and answers those that are there. */
  @Override
  public void close() {
    stopping.countDown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (active.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    server.stop(0);
    threads.shutdown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    active.incrementAndGet();
    try (exchange) {
      try {
        respond(exchange, 200, take(exchange));
      } catch (Refused e) {
        refused.incrementAndGet();
        respond(exchange, e.status, "{\"error\": " + quoted(String.valueOf(e.getMessage())) + "}");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        sources.malformed("the gateway failed on a request: " + e, NOTHING);
        respond(exchange, 500, "{\"error\": \"the gateway failed; see dead-letters\"}");
      }
    } finally {
      active.decrementAndGet();
    }
  }

  private String take(HttpExchange exchange) throws IOException, Refused, InterruptedException {
    requireToken(exchange);
    if (stopping.getCount() == 0) {
      throw new Refused(503, "the gateway ends; post to another, or to the next one here");
    }
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new Refused(404, "there is nothing here; post to " + PATH);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new Refused(405, exchange.getRequestMethod() + " does nothing here; use POST");
    }
    byte[] body = exchange.getRequestBody().readNBytes(longestBody + 1);
    if (body.length > longestBody) {
      throw new Refused(
          413, "the body has more than " + longestBody + " bytes; post fewer events at a time");
    }
    bytes.addAndGet(body.length);
    List<DevicePacket> packets = read(exchange.getRequestHeaders().getFirst("Content-Type"), body);
    String instance = instance(exchange.getRequestURI().getRawQuery(), packets.get(0));
    LiveSource source = sources.of(instance);
    if (source == null) {
      throw new Refused(429, "there are as many sources as there may be; raise --max-sources");
    }
    long events = 0;
    synchronized (source) {
      source.begin(sources.now(), sources.now());
      for (DevicePacket packet : packets) {
        String fault = source.take(packet, instance);
        if (fault != null) {
          source.end();
          source.flush(sources.now());
          throw new Refused(409, fault);
        }
        events += packet.addresses().length;
      }
      source.end();
      source.flush(sources.now());
    }
    if (!sources.awaitArrival(instance, PATIENCE)) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      throw new Refused(
          503, "the broker is slow; packets with a sequence may be posted again at no harm");
    }
    return "{\"packets\": " + packets.size() + ", \"events\": " + events + "}";
  }

  private void requireToken(HttpExchange exchange) throws Refused {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    boolean right =
        shown != null
            && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && MessageDigest.isEqual(
                shown.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    if (!right) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      throw new Refused(401, "no token, or a wrong one; send 'Authorization: Bearer TOKEN'");
    }
  }

  private List<DevicePacket> read(@Nullable String contentType, byte[] body) throws Refused {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    try {
      if (type.startsWith("application/json")) {
        return JsonPackets.read(body);
      } else if (type.startsWith("avro/binary") || type.startsWith("application/avro")) {
        return List.of(DevicePacket.of(new SensorPacketCodec(WireFormat.DEFAULT).decode(body)));
      }
    } catch (FramingException | WireException e) {
      sources.malformed(String.valueOf(e.getMessage()), ByteBuffer.wrap(body));
      throw new Refused(400, String.valueOf(e.getMessage()));
    }
    throw new Refused(
        415, "content type '" + type + "' is unknown; use application/json or avro/binary");
  }

  private String instance(@Nullable String query, DevicePacket packet) {
    for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
      if (parameter.startsWith("instance=")) {
        return decoded(parameter.substring("instance=".length()), usualInstance);
      }
    }
    return packet.source().isEmpty() ? usualInstance : packet.source();
  }

  private static String decoded(String text, String otherwise) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return decoded.isEmpty() ? otherwise : decoded;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
