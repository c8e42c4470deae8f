package io.spiketide.cluster;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A broker as a process of its own, which can be killed and started again on the same directory and
 * port. Arguments: {@code PORT DIRECTORY [KEY=VALUE ...]}.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(settings(args));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    } catch (ClusterFault e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  private static BrokerSettings settings(String[] args) {
    BrokerSettings settings =
        BrokerSettings.TEMPORARY.port(Integer.parseInt(args[0])).directory(Path.of(args[1]));
    for (int i = 2; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings = settings.option(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    return settings;
  }
}
