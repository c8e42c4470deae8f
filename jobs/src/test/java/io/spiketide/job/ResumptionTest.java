package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.connector.kafka.KafkaFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumptionTest {
  @TempDir Path folder;

  @Test
  void theNewestWholeCheckpointOfAnyJobIsTaken() throws IOException {
    Path old = checkpoint("a", 7, 1_000);
    Path newest = checkpoint("b", 3, 2_000);
    assertThat(resumed()).isEqualTo(newest.toString());

    Path sameMoment = checkpoint("b", 4, 2_000);
    assertThat(resumed()).isEqualTo(sameMoment.toString());

    cutShort(sameMoment);
    cutShort(newest);
    assertThat(resumed()).isEqualTo(old.toString());

    Files.createDirectories(folder.resolve("c/chk-99")); // begun and never completed
    assertThat(resumed()).isEqualTo(old.toString());
  }

  @Test
  void checkpointsWithoutAFolderOfTheirJobAreFoundToo() throws IOException {
    Path flat = checkpoint("", 5, 1_000);
    assertThat(resumed()).isEqualTo(flat.toString());
  }

  @Test
  void aJobBeginsAnewWhereThereIsNoCheckpointOrNobodyAskedForIt() throws IOException {
    assertThat(Resumption.settings(asking()).toMap()).isEmpty();
    Configuration missing = asking();
    missing.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("none").toString());
    assertThat(Resumption.settings(missing).toMap()).isEmpty();
    checkpoint("a", 1, 1_000);
    assertThat(Resumption.settings(new Configuration()).toMap()).isEmpty();
  }

  @Test
  void whatTheUserSaysWins() throws IOException {
    checkpoint("a", 1, 1_000);
    Configuration path = asking();
    path.set(StateRecoveryOptions.SAVEPOINT_PATH, "/savepoint");
    assertThat(Resumption.settings(path).toMap()).isEmpty();
    Configuration mode = asking();
    assertThat(Resumption.settings(mode).get(StateRecoveryOptions.RESTORE_MODE))
        .isEqualTo(RecoveryClaimMode.CLAIM);
    mode.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
    assertThat(Resumption.settings(mode).contains(StateRecoveryOptions.RESTORE_MODE)).isFalse();
  }

  @Test
  void aMissingDirectoryOptionIsNamed() {
    Configuration nowhere = new Configuration();
    nowhere.set(SpiketideOptions.RESUME, true);
    assertThatThrownBy(() -> Resumption.settings(nowhere))
        .isInstanceOf(KafkaFault.class)
        .hasMessage(
            "spiketide.checkpoint.resume: needs the directory of the checkpoints; give"
                + " execution.checkpointing.dir");
  }

  private String resumed() {
    String path = Resumption.settings(asking()).get(StateRecoveryOptions.SAVEPOINT_PATH);
    return URI.create(path).getPath();
  }

  private Configuration asking() {
    Configuration options = new Configuration();
    options.set(SpiketideOptions.RESUME, true);
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    return options;
  }

  private Path checkpoint(String job, long number, long millis) throws IOException {
    Path directory = folder.resolve(job).resolve("chk-" + number);
    Files.createDirectories(directory);
    Path metadata = directory.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(number, List.of(), List.of(), null), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
    return directory;
  }

  private static void cutShort(Path checkpoint) throws IOException {
    Path metadata = checkpoint.resolve("_metadata");
    byte[] whole = Files.readAllBytes(metadata);
    FileTime time = Files.getLastModifiedTime(metadata);
    Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
    Files.setLastModifiedTime(metadata, time);
  }
}
