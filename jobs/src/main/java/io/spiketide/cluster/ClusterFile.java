package io.spiketide.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code cluster.json} says: which processes make up a cluster, and where they answer.
 *
 * @param token in the command line of each process, by which it is known again
 * @param bootstrapServers of the broker, {@code host:port}
 * @param rest Flink's REST address
 * @param processes those that were started and not stopped; some may have died
 */
record ClusterFile(String token, String bootstrapServers, URI rest, List<Running> processes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One process.
   *
   * @param pid its id of the operating system
   * @param label unique among all starts of all members; a task manager's name in Flink
   */
  record Running(Member member, long pid, String label) {}

  ClusterFile {
    processes = List.copyOf(processes);
  }

  /** Reads the file; empty if there is none. */
  static Optional<ClusterFile> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), ClusterFile.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ClusterFault(
          file
              + ": is not readable ("
              + e.getMessage()
              + "); end the cluster's processes by hand and delete the file",
          e);
    }
  }

  List<String> lines() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this).lines().toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a cluster file does not become JSON", e);
    }
  }

  Optional<Running> process(Member member) {
    return processes.stream().filter(p -> p.member().equals(member)).findFirst();
  }

  /** The same with another process for one member. */
  ClusterFile with(Running process) {
    List<Running> others = new ArrayList<>(processes);
    others.removeIf(p -> p.member().equals(process.member()));
    others.add(process);
    return new ClusterFile(token, bootstrapServers, rest, others);
  }
}
