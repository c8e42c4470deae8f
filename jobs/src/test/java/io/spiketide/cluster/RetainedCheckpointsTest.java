package io.spiketide.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
  @TempDir Path directory;

  @Test
  void theOneCompletedLastIsTheNewestOfAllJobs() throws IOException {
    complete("job-a/chk-9", 1_000);
    complete("job-b/chk-3", 3_000);
    complete("job-b/chk-2", 2_000);
    Files.createDirectories(directory.resolve("job-b/shared"));
    assertThat(newest(directory)).endsWith("job-b/chk-3");
  }

  @Test
  void oneThatIsNotCompleteDoesNotCount() throws IOException {
    complete("job/chk-7", 1_000);
    Files.createDirectories(directory.resolve("job/chk-8"));
    assertThat(newest(directory)).endsWith("job/chk-7");
  }

  @Test
  void theDirectoryOfOneJobMayBeGiven() throws IOException {
    complete("job-a/chk-1", 1_000);
    complete("job-b/chk-1", 2_000);
    assertThat(newest(directory.resolve("job-a"))).endsWith("job-a/chk-1");
  }

  @Test
  void whereThereIsNoneNoneIsFound() {
    assertThat(RetainedCheckpoints.newest(directory.toString())).isEmpty();
    assertThat(RetainedCheckpoints.newest(directory.resolve("gone").toString())).isEmpty();
  }

  @Test
  void aFileSystemThatIsUnknownIsExplained() {
    assertThatThrownBy(() -> RetainedCheckpoints.newest("nowhere://bucket/checkpoints"))
        .isInstanceOf(ClusterFault.class)
        .hasMessageContaining("nowhere://bucket/checkpoints: checkpoints cannot be looked for")
        .hasMessageContaining("give a directory");
  }

  private static String newest(Path where) {
    return RetainedCheckpoints.newest(where.toUri().toString()).orElseThrow();
  }

  private void complete(String checkpoint, long millis) throws IOException {
    Path metadata = directory.resolve(checkpoint).resolve("_metadata");
    Files.createDirectories(metadata.getParent());
    Files.writeString(metadata, "complete");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
  }
}
