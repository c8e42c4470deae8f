package io.spiketide.savepoint;

import io.spiketide.kernel.Origin;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.kafka.common.TopicPartition;

/** What stands in the metadata of a savepoint or a retained checkpoint. */
public final class Savepoint {
  final String path;
  final long checkpoint;

  /** Stages of the network, by uid. */
  final List<StoredStage> stages;

  /** The other operators with state, by uid. */
  final List<OperatorState> others;

  private Savepoint(
      String path, long checkpoint, List<StoredStage> stages, List<OperatorState> others) {
    this.path = path;
    this.checkpoint = checkpoint;
    this.stages = List.copyOf(stages);
    this.others = List.copyOf(others);
  }

  /**
   * @param path of the directory or of the file {@code _metadata} in it
   * @throws SavepointFault if it cannot be read from here
   */
  public static Savepoint open(String path) {
    CheckpointMetadata metadata = metadata(path);
    List<StoredStage> stages = new ArrayList<>();
    List<OperatorState> others = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      stage(path, operator).ifPresentOrElse(stages::add, () -> others.add(operator));
    }
    stages.sort(Comparator.comparing(StoredStage::uid));
    others.sort(Comparator.comparing(Savepoint::uid));
    return new Savepoint(path, metadata.getCheckpointId(), stages, others);
  }

  private static Optional<StoredStage> stage(String path, OperatorState operator) {
    try {
      return StoredStage.of(operator);
    } catch (IOException | RuntimeException e) { // whatever Flink makes of strange bytes
      throw new SavepointFault(
          "savepoint %s: how the state of %s is stored cannot be read (%s); see that all its files are there, and that this version is not older than the job's"
              .formatted(path, uid(operator), reason(e)),
          e);
    }
  }

  private static CheckpointMetadata metadata(String path) {
    try {
      CompletedCheckpointStorageLocation savepoint =
          AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(savepoint.getMetadataHandle().openInputStream()))) {
        return Checkpoints.loadCheckpointMetadata(
            in, Savepoint.class.getClassLoader(), savepoint.getExternalPointer());
      }
    } catch (IOException | RuntimeException e) { // whatever Flink makes of strange bytes
      throw new SavepointFault(
          "savepoint %s: cannot be read (%s); give the directory of a savepoint or of a retained checkpoint, such as file:///savepoints/savepoint-1a2b"
              .formatted(path, reason(e)),
          e);
    }
  }

  /** What is said first that is not only a class name. */
  static String reason(Throwable fault) {
    Throwable last = fault;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null ? last.toString() : message.replaceFirst("\\.$", "");
  }

  static String uid(OperatorState operator) {
    return operator.getOperatorUid().orElse(operator.getOperatorID().toHexString());
  }

  /** The networks of its instances in the order in which they ran; empty if it holds none. */
  public List<Origin> origins() {
    return stages.isEmpty() ? List.of() : stages.get(0).origins();
  }

  /**
   * From where the job's sources read on.
   *
   * @return the offset of the next record of each partition, negative where none has been read yet;
   *     ordered by topic and partition
   * @throws SavepointFault if it cannot be read from here
   */
  public Map<TopicPartition, Long> positions() {
    try {
      return StoredPositions.of(others);
    } catch (IOException | RuntimeException e) { // whatever Flink makes of strange bytes
      throw new SavepointFault(
          "savepoint %s: where its sources stand cannot be read (%s); see that all its files are there, and that this version is not older than the job's"
              .formatted(path, reason(e)),
          e);
    }
  }

  /**
   * The network that ran last.
   *
   * @throws SavepointFault if it holds no network
   */
  Origin network() {
    if (stages.isEmpty()) {
      throw new SavepointFault(
          "savepoint %s: holds no instances of a network; give one of a Spiketide job that has seen events"
              .formatted(path));
    }
    return stages.get(0).newest();
  }
}
