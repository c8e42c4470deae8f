package io.spiketide.operator;

import io.spiketide.network.Network;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import java.util.List;

/** The stage operator under Flink's harness with one instance, for tests of other modules. */
public final class RecordedStage implements AutoCloseable {
  private static final String INSTANCE = "a";

  private final StageHarness stage;

  public RecordedStage(Network network) throws Exception {
    stage = new StageHarness(network);
  }

  /** A packet as the next record of the topic. */
  public void send(SensorPacket packet) throws Exception {
    stage.send(INSTANCE, packet);
  }

  /** Ends the job and starts it from its checkpoint. */
  public void restart() throws Exception {
    stage.restart(1);
  }

  /** What the readouts have answered, in order. */
  public List<Decision> decisions() {
    return stage.sent().decisions();
  }

  @Override
  public void close() throws Exception {
    if (!stage.sentTo("dead-letters").isEmpty()) {
      throw new AssertionError("dead letters: " + stage.sent().deadLetters());
    }
    stage.close();
  }
}
