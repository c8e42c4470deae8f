package io.spiketide.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a lone broker that is its own controller. */
final class BrokerDefaults {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String CLIENT_LISTENER = "PLAINTEXT";

  /**
   * Memory for the compaction of topics, at 24 bytes a key and round. Kafka's 128 MB would be two
   * thirds of a small broker's heap, so that G1 would mark it after every second collection: 50 ms
   * of a core and two pauses of 9 ms.
   */
  private static final int CLEANER_BYTES = 8 << 20;

  private BrokerDefaults() {}

  /**
   * @param port where clients connect
   * @param controllerPort where the broker talks to itself as controller
   * @param directory for data and metadata
   * @param options win over everything here
   */
  static Properties properties(
      int port, int controllerPort, Path directory, Map<String, String> options) {
    Properties p = new Properties();
    addresses(p, port, controllerPort);
    p.put("log.dirs", directory.toString());
    oneBrokerIsEnough(p);
    quickStart(p);
    eventTimesAreTimestamps(p);
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BYTES));
    p.put("auto.create.topics.enable", "false"); // a misspelt topic is an error, not a topic
    p.putAll(options);
    return p;
  }

  private static void addresses(Properties p, int port, int controllerPort) {
    String clients = CLIENT_LISTENER + "://" + Ports.LOOPBACK + ":" + port;
    String controller = CONTROLLER_LISTENER + "://" + Ports.LOOPBACK + ":" + controllerPort;
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("listeners", clients + "," + controller);
    p.put("advertised.listeners", clients);
    p.put("inter.broker.listener.name", CLIENT_LISTENER);
    p.put("controller.listener.names", CONTROLLER_LISTENER);
    p.put(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    p.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
  }

  private static void oneBrokerIsEnough(Properties p) {
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void quickStart(Properties p) {
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("controller.quorum.election.timeout.ms", "100");
    p.put("controller.quorum.election.backoff.max.ms", "100");
    // After kill -9 the controller admits the broker again only once its old session is over.
    p.put("broker.session.timeout.ms", "2500");
    p.put("broker.heartbeat.interval.ms", "500");
  }

  /** Replayed recordings are old and sensors' clocks may be ahead; neither loses a record. */
  private static void eventTimesAreTimestamps(Properties p) {
    p.put("log.retention.ms", "-1");
    p.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
  }
}
