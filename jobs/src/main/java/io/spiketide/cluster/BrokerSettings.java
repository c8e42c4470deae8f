package io.spiketide.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a broker on this machine runs.
 *
 * @param port where clients connect, on the loopback address; 0 chooses a free one
 * @param directory where its data stays over restarts; null for a temporary one that goes with it
 * @param options the broker's own settings by Kafka's names; they win over ours
 */
public record BrokerSettings(int port, @Nullable Path directory, Map<String, String> options) {
  /** A free port and a temporary directory. */
  public static final BrokerSettings TEMPORARY = new BrokerSettings(0, null, Map.of());

  public BrokerSettings {
    options = Map.copyOf(options);
    if (port < 0 || port > 65_535) {
      throw new ClusterFault("broker port " + port + ": is no port; give 0 to 65535");
    }
  }

  public BrokerSettings port(int other) {
    return new BrokerSettings(other, directory, options);
  }

  public BrokerSettings directory(Path other) {
    return new BrokerSettings(port, other, options);
  }

  public BrokerSettings option(String key, String value) {
    Map<String, String> more = new HashMap<>(options);
    more.put(key, value);
    return new BrokerSettings(port, directory, more);
  }
}
