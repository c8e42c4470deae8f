package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.demo.Scoreboard;
import io.spiketide.schema.Decision;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.WireFormat;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads decisions as a consumer does, repeats dropped, and hands them to the scoreboard. */
final class DemoAnswers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicReader reader;
  private final Scoreboard board;
  private final DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);
  private final ReplayFilter filter = new ReplayFilter();

  DemoAnswers(ClientProperties client, String topic, Scoreboard board) {
    this.reader = new TopicReader(client, topic);
    this.board = board;
    reader.seekToEnd();
  }

  /** Takes in what has arrived, waiting a little for the first. */
  void take() throws WireException {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
      Decision decision = codec.decode(record.value());
      String channel = decision.instance() + '/' + decision.readout();
      if (filter.isNew(channel, decision.epoch(), decision.sequence())) {
        board.decided(decision);
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
