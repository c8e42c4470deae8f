package io.spiketide.cluster;

import java.net.URI;
import java.util.List;

/**
 * How a local cluster is at one moment.
 *
 * @param bootstrapServers of the broker, {@code host:port}
 * @param brokerAnswers whether it takes requests
 * @param rest Flink's REST address and web UI
 * @param flink slots and jobs, all 0 while the job manager does not answer
 * @param processes each member, in order of start
 */
public record ClusterStatus(
    String bootstrapServers,
    boolean brokerAnswers,
    URI rest,
    FlinkRest.Overview flink,
    List<MemberStatus> processes) {
  /** One process: whether it is there. */
  public record MemberStatus(String name, long pid, boolean alive) {}

  public ClusterStatus {
    processes = List.copyOf(processes);
  }
}
