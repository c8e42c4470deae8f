package io.spiketide.it.ingest;

import io.spiketide.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A gateway in a thread of this process, which an interrupt ends as Ctrl-C does. */
final class GatewayThread implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile(":(\\d+): waiting");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Thread thread;

  GatewayThread(String... arguments) {
    thread =
        new Thread(
            () -> Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments),
            "gateway");
    thread.start();
  }

  /** The port that it says it listens on. */
  int port() {
    return port(this::err, thread::isAlive);
  }

  /** The port that a gateway says it listens on. */
  static int port(Supplier<String> err, BooleanSupplier runs) {
    int[] port = {-1};
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              Matcher found = LISTENS.matcher(err.get());
              port[0] = found.find() ? Integer.parseInt(found.group(1)) : -1;
              return port[0] >= 0 || !runs.getAsBoolean();
            });
    if (port[0] < 0) {
      throw new IllegalStateException("it has ended: " + err.get());
    }
    return port[0];
  }

  /** Interrupts it and waits until it has ended. */
  void terminate() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    if (thread.isAlive()) {
      throw new IllegalStateException("it has not ended: " + err());
    }
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
