package io.spiketide.job;

import io.spiketide.connector.kafka.KafkaFault;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the checkpoint from which a job goes on that was ended, or lost its job manager, without
 * anybody who remembers its last one.
 *
 * <pre>
 *   execution.checkpointing.dir/JOB/chk-N/_metadata     newest first, whole ones only
 * </pre>
 */
public final class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");
  private static final String METADATA = "_metadata";

  private Resumption() {}

  /** The file that a checkpoint is complete with. */
  private record Candidate(Path metadata, long millis, long number) {
    static final Comparator<Candidate> NEWEST_FIRST =
        Comparator.comparingLong(Candidate::millis).thenComparingLong(Candidate::number).reversed();
  }

  /**
   * What to add to a job's configuration so that it resumes, if {@link SpiketideOptions#RESUME}
   * says so: nothing where a path is given already or there is no checkpoint yet.
   *
   * @param all what the user and the cluster have set
   * @throws KafkaFault if the directory is not given or cannot be read
   */
  public static Configuration settings(ReadableConfig all) {
    Configuration added = new Configuration();
    if (!all.get(SpiketideOptions.RESUME)
        || all.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()) {
      return added;
    }
    String directory = all.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (directory == null) {
      throw new KafkaFault(
          SpiketideOptions.RESUME.key()
              + ": needs the directory of the checkpoints; give "
              + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key());
    }
    Optional<String> newest = newest(directory);
    newest.ifPresent(
        path -> {
          added.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
          // Else one checkpoint would stay behind at every start.
          if (all.getOptional(StateRecoveryOptions.RESTORE_MODE).isEmpty()) {
            added.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
          }
        });
    LOG.info("begins {}", newest.map(path -> "from " + path).orElse("anew: no checkpoint yet"));
    return added;
  }

  /**
   * The newest whole checkpoint of any job under a directory.
   *
   * @param directory a URI or path that Flink can read; may be missing
   * @throws KafkaFault if it cannot be read
   */
  public static Optional<String> newest(String directory) {
    Path root = new Path(directory);
    try {
      FileSystem files = root.getFileSystem();
      List<Candidate> found = new ArrayList<>();
      for (FileStatus entry : list(files, root)) {
        add(files, entry, found);
        if (entry.isDir()) {
          for (FileStatus below : list(files, entry.getPath())) {
            add(files, below, found);
          }
        }
      }
      found.sort(Candidate.NEWEST_FIRST);
      return found.stream()
          .filter(candidate -> isWhole(files, candidate.metadata()))
          .map(candidate -> String.valueOf(candidate.metadata().getParent()))
          .findFirst();
    } catch (IOException e) {
      throw new KafkaFault(
          directory
              + ": the checkpoints cannot be read ("
              + e.getMessage()
              + "); see that the directory can be reached and read",
          e);
    }
  }

  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus[] entries = files.listStatus(directory);
      return entries == null ? new FileStatus[0] : entries;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static void add(FileSystem files, FileStatus entry, List<Candidate> found)
      throws IOException {
    Matcher name = CHECKPOINT.matcher(entry.getPath().getName());
    if (!entry.isDir() || !name.matches()) {
      return;
    }
    Path metadata = new Path(entry.getPath(), METADATA);
    if (files.exists(metadata)) {
      long millis = files.getFileStatus(metadata).getModificationTime();
      found.add(new Candidate(metadata, millis, Long.parseLong(name.group(1))));
    }
  }

  /** A process that is killed, or a full disk, leaves files that end too early. */
  private static boolean isWhole(FileSystem files, Path metadata) {
    try (DataInputStream in = new DataInputStream(files.open(metadata))) {
      Checkpoints.loadCheckpointMetadata(
          in, Resumption.class.getClassLoader(), metadata.toString());
      return true;
    } catch (IOException e) {
      LOG.warn("{}: is not whole ({}); an older checkpoint is taken", metadata, e.getMessage());
      return false;
    }
  }
}
