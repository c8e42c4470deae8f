package io.spiketide.job;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Finds secrets among options of the command line, which every user of the host can see, and which
 * are stored with the job.
 */
public final class GivenSecrets {
  private static final Pattern NAMES = Pattern.compile("jaas|credential|keystore\\.key");

  /** Options about secrets that are none themselves: names of them, switches, intervals. */
  private static final List<String> ABOUT_SECRETS =
      List.of("security.delegation.token", "kubernetes.", "spiketide.kafka.properties-file");

  private GivenSecrets() {}

  /** One message per option that is a secret; none quotes a value. */
  public static List<String> problems(Map<String, String> options) {
    return options.keySet().stream()
        .filter(GivenSecrets::isSecret)
        .map(GivenSecrets::problem)
        .sorted()
        .toList();
  }

  private static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return (GlobalConfiguration.isSensitive(name) || NAMES.matcher(name).find())
        && ABOUT_SECRETS.stream().noneMatch(name::startsWith);
  }

  private static String problem(String key) {
    return "-D "
        + key
        + ": a secret on the command line can be read by every user of this host; take it for known"
        + " and change it, then write it into a file that only you can read: that of"
        + " --client-properties if it is Kafka's, the cluster's config.yaml if it is Flink's";
  }
}
