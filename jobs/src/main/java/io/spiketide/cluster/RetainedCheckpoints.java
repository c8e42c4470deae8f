package io.spiketide.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints that jobs left behind, such as one whose job manager was killed.
 *
 * <pre>
 *   DIRECTORY / id of the job / chk-17 / _metadata      complete
 *                             / chk-18 /                not complete: the job ended before
 *                             / shared /  taskowned /
 * </pre>
 */
public final class RetainedCheckpoints {
  private static final Pattern CHECKPOINT = Pattern.compile("chk-\\d+");

  /** Written last, and moved into place as a whole. */
  private static final String COMPLETE = "_metadata";

  private RetainedCheckpoints() {}

  /** One complete checkpoint. */
  private record Checkpoint(Path path, long completedMillis) {}

  /**
   * The checkpoint that was completed last.
   *
   * @param directory URI or path: {@code execution.checkpointing.dir} of the cluster, for the
   *     newest of all jobs; or what that has for one job
   * @return its URI, fit for {@code execution.state-recovery.path}; empty if there is none
   * @throws ClusterFault if the directory cannot be read
   */
  public static Optional<String> newest(String directory) {
    return all(directory).stream()
        .max(Comparator.comparingLong(Checkpoint::completedMillis))
        .map(checkpoint -> checkpoint.path().toString());
  }

  private static List<Checkpoint> all(String directory) {
    try {
      Path root = new Path(directory);
      FileSystem files = root.getFileSystem();
      List<Checkpoint> found = new ArrayList<>();
      for (FileStatus entry : list(files, root)) {
        if (isCheckpoint(entry)) {
          addIfComplete(files, entry, found);
        } else if (entry.isDir()) {
          for (FileStatus below : list(files, entry.getPath())) {
            if (isCheckpoint(below)) {
              addIfComplete(files, below, found);
            }
          }
        }
      }
      return found;
    } catch (IOException | IllegalArgumentException e) {
      throw new ClusterFault(
          directory
              + ": checkpoints cannot be looked for ("
              + e.getMessage()
              + "); give a directory that can be read from here",
          e);
    }
  }

  private static boolean isCheckpoint(FileStatus entry) {
    return entry.isDir() && CHECKPOINT.matcher(entry.getPath().getName()).matches();
  }

  private static void addIfComplete(FileSystem files, FileStatus entry, List<Checkpoint> found)
      throws IOException {
    try {
      FileStatus metadata = files.getFileStatus(new Path(entry.getPath(), COMPLETE));
      found.add(new Checkpoint(entry.getPath(), metadata.getModificationTime()));
    } catch (FileNotFoundException e) {
      // not complete, or deleted meanwhile: a running job replaces its checkpoints
    }
  }

  /** What is in a directory; nothing if it is gone. */
  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus @Nullable [] entries = files.listStatus(directory);
      return entries == null ? new FileStatus[0] : entries;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
