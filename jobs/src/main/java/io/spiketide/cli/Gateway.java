package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.ingest.HostClock;
import io.spiketide.ingest.LiveCounts;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.LiveSources;
import io.spiketide.ingest.Receiver;
import io.spiketide.job.Rights;
import io.spiketide.schema.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one receiver with its sources until it ends or is interrupted: lets sources send what is
 * due, reports, and in the end sees that what was received has arrived.
 */
final class Gateway implements AutoCloseable {
  private static final int TICK_MILLIS = 2;
  private static final int LOOK_MILLIS = 100;
  private static final int STOP_SECONDS = 3;
  private static final Duration FLUSH = Duration.ofSeconds(6);

  private final Console console;
  private final LiveOptions options;
  private final SensorProducer producer;
  private final GatewayState state;
  private final LiveSources sources;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final long startNanos = System.nanoTime();

  private Gateway(
      Console console,
      LiveOptions options,
      SensorProducer producer,
      GatewayState state,
      LiveSources sources) {
    this.console = console;
    this.options = options;
    this.producer = producer;
    this.state = state;
    this.sources = sources;
  }

  /**
   * A gateway whose broker has answered and has the topics.
   *
   * @param origin where it listens
   * @param maxSources how many sources it may have
   */
  static Gateway connect(
      Console console,
      KafkaOptions kafka,
      LiveOptions options,
      LiveSettings settings,
      String origin,
      int maxSources) {
    TopicNames topics = kafka.topics();
    ClientProperties client = kafka.connect(console, Rights.ofGateway(topics));
    kafka.requireTopics(client, Set.of(topics.sensorEvents(), topics.deadLetters()));
    GatewayState state = GatewayState.begin(options.state);
    SensorProducer producer = SensorProducer.patient(client, topics);
    LiveSources sources =
        new LiveSources(
            settings,
            options.cut(state.epoch()),
            origin,
            maxSources,
            new HostClock(),
            state.frontiersBefore(),
            producer::to,
            producer::letter);
    return new Gateway(console, options, producer, state, sources);
  }

  /** Where receivers put what they take in. */
  LiveSources sources() {
    return sources;
  }

  /** Runs until the receiver ends or the thread is interrupted. */
  int run(Receiver receiver) throws IOException {
    return run(receiver, new TimeSpan(0));
  }

  /**
   * Runs until the receiver ends or the thread is interrupted.
   *
   * @param tail silence to promise where the receiver has ended
   */
  int run(Receiver receiver, TimeSpan tail) throws IOException {
    Future<?> receiving = threads.submit(() -> receive(receiver));
    Future<?> ticking =
        threads.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    boolean interrupted = false;
    try {
      follow(receiving, ticking, receiver);
    } catch (InterruptedException e) {
      interrupted = true;
      console.progress("stopping: what was received is sent");
      receiver.stop();
      awaitEnd(receiving);
    }
    ticking.cancel(false);
    boolean ended = !interrupted;
    awaitEnd(threads.submit(() -> end(ended, tail)));
    finish(receiver);
    return (ended ? ExitCode.OK : ExitCode.INTERRUPTED).code();
  }

  private void end(boolean promiseSilence, TimeSpan tail) {
    if (promiseSilence) {
      sources.close(tail.micros());
    } else {
      sources.flush();
    }
  }

  private static Void receive(Receiver receiver) throws IOException {
    receiver.run();
    return null;
  }

  private void tick() {
    sources.tick((instance, reason) -> console.progress(instance + ": kept out: " + reason));
  }

  /** Reports now and then until the receiver ends. */
  private void follow(Future<?> receiving, Future<?> ticking, Receiver receiver)
      throws IOException, InterruptedException {
    IngestReport last = report(receiver);
    while (!receiving.isDone()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      producer.throwFailure();
      if (ticking.isDone()) {
        outcome(ticking);
      }
      IngestReport now = report(receiver);
      if (now.seconds() - last.seconds() >= options.report.micros() / 1e6) {
        state.save(sources.frontiers());
        show(now, last);
        last = now;
      }
    }
    outcome(receiving);
  }

  /** Lets something end, which may be held up by a broker that takes nothing. */
  private static void awaitEnd(Future<?> working) throws IOException {
    try {
      working.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      working.cancel(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw unwrap(e);
    }
  }

  private static void outcome(Future<?> done) throws IOException, InterruptedException {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw unwrap(e);
    }
  }

  private static RuntimeException unwrap(ExecutionException failure) throws IOException {
    if (failure.getCause() instanceof RuntimeException fault) {
      throw fault;
    } else if (failure.getCause() instanceof IOException fault) {
      throw fault;
    }
    throw new IllegalStateException("a thread of the gateway failed", failure);
  }

  private void finish(Receiver receiver) {
    producer.close(FLUSH);
    IngestReport end = report(receiver);
    state.save(sources.frontiers());
    if (options.json) {
      console.json(end);
    } else {
      console.data(end.line(end));
    }
    if (end.acknowledged() < end.packets()) {
      throw UserException.environment(
          "%d of %d packets were not acknowledged by the broker; see that it runs"
              .formatted(end.packets() - end.acknowledged(), end.packets()));
    }
  }

  private void show(IngestReport now, IngestReport last) {
    if (options.json) {
      console.json(now);
    } else {
      console.progress(now.line(last));
    }
  }

  private IngestReport report(Receiver receiver) {
    Map<String, LiveCounts> counts = sources.counts();
    long made = counts.values().stream().mapToLong(LiveCounts::packets).sum();
    return new IngestReport(
        (System.nanoTime() - startNanos) / 1e9,
        state.epoch(),
        receiver.counts(),
        sources.unexpected(),
        sources.malformed(),
        counts,
        made,
        producer.acknowledged(),
        producer.heldUp().toMillis() / 1e3);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
