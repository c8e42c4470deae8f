package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.jspecify.annotations.Nullable;

/** Checkpoints go to a directory that outlives processes and that all hosts see. */
final class CheckpointDirectoryCheck extends Check {
  private static final String KEY = CheckpointingOptions.CHECKPOINTS_DIRECTORY.key();
  private static final String SHARED = "a directory that all hosts share (s3://…, hdfs://…, NFS)";

  CheckpointDirectoryCheck() {
    super("checkpoints");
  }

  @Override
  List<Finding> look(Surroundings around) {
    ClusterFacts cluster = around.cluster();
    if (cluster == null) {
      return List.of();
    }
    if (!around.isSet(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      return "jobmanager".equals(around.option(CheckpointingOptions.CHECKPOINT_STORAGE))
          ? note("checkpoints stay in the JobManager's memory, as asked, and end with it")
          : fault(
              KEY
                  + ": is not set, so checkpoints would stay in the JobManager's memory and end with"
                  + " it; set it to "
                  + SHARED
                  + ", in the cluster's config.yaml or by -D");
    }
    String directory = around.option(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    Path local = local(directory);
    if (local == null) {
      return good(directory + " (not looked into from here)");
    }
    Set<String> hosts = cluster.workers() == null ? Set.of() : cluster.workers().hosts();
    if (hosts.size() > 1) {
      return note(
          KEY
              + ": "
              + directory
              + " is a path of each of the "
              + hosts.size()
              + " hosts; unless it is mounted from one place on all of them, a restart finds only"
              + " what its own host wrote. Set it to "
              + SHARED);
    }
    if (!around.localCluster()) {
      return good(directory + " (on another host, not looked into)");
    }
    if (Files.exists(local) && !Files.isDirectory(local)) {
      return fault(KEY + ": " + directory + " is no directory; give one");
    }
    return writable(local)
        ? good(directory + " can be written")
        : note(
            KEY
                + ": "
                + directory
                + " cannot be written by this user; see that the user that runs Flink can");
  }

  /** A directory that is missing is made by Flink, where its parent lets it. */
  private static boolean writable(Path directory) {
    Path there = directory;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there);
  }

  private static @Nullable Path local(String directory) {
    try {
      URI uri = URI.create(directory);
      String scheme = uri.getScheme();
      if (scheme == null) {
        return Path.of(directory);
      }
      return scheme.equals("file") ? Path.of(uri.getPath()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
