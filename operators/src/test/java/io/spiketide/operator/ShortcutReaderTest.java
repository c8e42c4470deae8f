package io.spiketide.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShortcutReaderTest {
  private final Topic topic = new Topic();
  private final Shortcut shortcut = new Shortcut(UUID.randomUUID().toString());
  private final ShortcutReader<SourceSplit> reader = new ShortcutReader<>(topic, shortcut, 0);
  private final Shortcut.Entry entry = shortcut.entry(4, Set.of("p"), new SimpleCounter());
  private final List<String> read = new ArrayList<>();

  @BeforeEach
  void start() {
    reader.start();
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
  }

  @Test
  void topicAndShortcutTakeTurns() throws Exception {
    for (int i = 0; i < 4; i++) {
      topic.put("t" + i);
      send("s" + i);
    }
    send("s4");
    readAll();
    assertThat(read).containsSubsequence("t0", "t1", "t2", "t3").contains("s4");
    assertThat(read).containsSubsequence("s0", "s1", "s2", "s3", "s4").hasSize(9);
    assertThat(read.subList(0, 8)).as("in turn").containsSubsequence("s1", "t2", "s2", "t3");
  }

  @Test
  void eitherWakesIt() throws Exception {
    readAll();
    CompletableFuture<Void> available = reader.isAvailable();
    assertThat(available).isNotDone();
    assertThat(reader.isAvailable()).as("asked again").isSameAs(available);
    send("s");
    assertThat(available).isDone();
    assertThat(reader.isAvailable()).isDone();
    readAll();

    available = reader.isAvailable();
    assertThat(available).isNotDone();
    topic.put("t");
    assertThat(available).isDone();
    readAll();
    assertThat(reader.isAvailable()).isNotDone();
    assertThat(read).containsExactly("s", "t");
  }

  @Test
  void itIsAvailableWhereOneOfThemIs() throws Exception {
    send("s");
    assertThat(reader.isAvailable()).isDone();
    readAll();
    topic.put("t");
    assertThat(reader.isAvailable()).isDone();
  }

  /** Waiting for a topic that rests must cost no memory for each record of the shortcut. */
  @Test
  void nothingGathersBehindATopicThatRests() throws Exception {
    readAll();
    reader.isAvailable();
    for (int i = 0; i < 1_000; i++) {
      send("s");
      readAll();
      reader.isAvailable();
    }
    assertThat(topic.come.getNumberOfDependents()).isEqualTo(1);
  }

  @Test
  void whatFindsNoRoomIsRefused() throws Exception {
    String large = "x".repeat((int) (ShortcutReader.ROOM / 4) - 1_000);
    for (int i = 0; i < 4; i++) {
      assertThat(send(large)).isTrue();
    }
    assertThat(send(large)).isFalse();
    int small = 0;
    while (send("")) {
      small++;
    }
    assertThat(small).as("a record takes more than its value").isBetween(1, 4_000 / 64);
    reader.pollNext(new Output(read));
    reader.pollNext(new Output(read));
    assertThat(read).hasSize(1);
    assertThat(send(large)).as("once there is room again").isTrue();
    readAll();
    read.clear();
    for (int i = 0; i < 4; i++) {
      assertThat(send(large)).as("and for as many as before").isTrue();
    }
  }

  @Test
  void allElseIsTheTopics() throws Exception {
    SourceEvent event = new SourceEvent() {};
    reader.addSplits(List.of(() -> "split"));
    reader.notifyNoMoreSplits();
    reader.handleSourceEvents(event);
    reader.pauseOrResumeSplits(List.of("pause"), List.of("resume"));
    reader.notifyCheckpointComplete(3);
    reader.notifyCheckpointAborted(4);
    assertThat(reader.snapshotState(5)).hasSize(5);
    assertThat(topic.told)
        .containsExactly("split", "no more", event, "pause", "resume", "complete 3", "aborted 4");
    topic.ends = true;
    assertThat(reader.pollNext(new Output(read))).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void itEndsWithTheShortcut() throws Exception {
    reader.close();
    assertThat(send("s")).isFalse();
    assertThat(topic.closed).isTrue();
  }

  /** No record is slept through, whenever it comes. */
  @Test
  @Timeout(60)
  void nothingIsSleptThrough() throws Exception {
    int records = 50_000;
    Thread shard = new Thread(() -> times(records, () -> send("s")), "shard");
    Thread broker = new Thread(() -> times(records, () -> topic.put("t")), "broker");
    shard.start();
    broker.start();
    while (read.size() < 2 * records) {
      readAll();
      if (read.size() < 2 * records) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
      }
    }
    shard.join();
    broker.join();
    assertThat(read).hasSize(2 * records);
  }

  private static void times(int times, Runnable does) {
    for (int i = 0; i < times; i++) {
      does.run();
      if (i % 7 == 0) {
        Thread.yield();
      }
    }
  }

  private boolean send(String text) {
    return entry.send("p", new OutboundRecord("spikes", new byte[0], text.getBytes(UTF_8), 0));
  }

  private void readAll() throws Exception {
    while (reader.pollNext(new Output(read)) != InputStatus.NOTHING_AVAILABLE) {}
  }

  private record Output(List<String> read) implements ReaderOutput<RawRecord> {
    @Override
    public void collect(RawRecord record) {
      read.add(new String(record.value(), UTF_8));
    }

    @Override
    public void collect(RawRecord record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<RawRecord> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  /** A topic in memory, whose future is completed as that of Flink's fetchers. */
  private static final class Topic implements SourceReader<RawRecord, SourceSplit> {
    private final Queue<String> records = new ConcurrentLinkedQueue<>();
    private volatile CompletableFuture<Void> come = new CompletableFuture<>();
    private final List<Object> told = new ArrayList<>();
    private boolean ends;
    private boolean closed;

    void put(String record) {
      records.add(record);
      come.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
      String record = records.poll();
      if (record == null) {
        return ends ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      output.collect(new RawRecord("spikes", 0, 0, 0, new byte[0], record.getBytes(UTF_8)));
      return records.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      if (come.isDone()) {
        come = new CompletableFuture<>();
        if (!records.isEmpty()) {
          come.complete(null);
        }
      }
      return come;
    }

    @Override
    public void start() {}

    @Override
    public List<SourceSplit> snapshotState(long checkpoint) {
      return Collections.nCopies((int) checkpoint, () -> "split");
    }

    @Override
    public void addSplits(List<SourceSplit> splits) {
      splits.forEach(split -> told.add(split.splitId()));
    }

    @Override
    public void notifyNoMoreSplits() {
      told.add("no more");
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      told.add(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
      told.addAll(pause);
      told.addAll(resume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      told.add("complete " + checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) {
      told.add("aborted " + checkpoint);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
