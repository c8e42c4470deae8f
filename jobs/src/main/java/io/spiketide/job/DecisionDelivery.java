package io.spiketide.job;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.Transactions;
import io.spiketide.network.Network;
import io.spiketide.schema.TopicNames;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * How decisions leave.
 *
 * @param exactlyOnce in transactions, for consumers that read committed records only; else at least
 *     once, for consumers that drop what they have by sequence
 * @param idPrefix beginning of the transactional ids, null to derive it from the network's name
 * @param timeout of a transaction
 * @param onLoss what to do when a transaction can no longer be committed
 */
public record DecisionDelivery(
    boolean exactlyOnce, @Nullable String idPrefix, Duration timeout, Transactions.OnLoss onLoss) {
  private static final Pattern WHOLE_MILLIS = Pattern.compile("\\d{1,9}");

  /**
   * Reads the options.
   *
   * @throws KafkaFault if a value is none of those that its option allows
   */
  static DecisionDelivery of(ReadableConfig options, ClientProperties client) {
    String delivery = options.get(SpiketideOptions.DELIVERY);
    String onLoss = options.get(SpiketideOptions.ON_LOST_TRANSACTION);
    require(SpiketideOptions.DELIVERY.key(), delivery, "at-least-once", "exactly-once");
    require(SpiketideOptions.ON_LOST_TRANSACTION.key(), onLoss, "fail", "continue");
    return new DecisionDelivery(
        delivery.equals("exactly-once"),
        options.get(SpiketideOptions.TRANSACTIONAL_ID_PREFIX),
        timeout(options, client),
        Transactions.OnLoss.valueOf(onLoss.toUpperCase(Locale.ROOT)));
  }

  /** The option, or what the file with Kafka's own settings says, or our default. */
  private static Duration timeout(ReadableConfig options, ClientProperties client) {
    String inFile = client.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    if (inFile == null || options.getOptional(SpiketideOptions.TRANSACTION_TIMEOUT).isPresent()) {
      return options.get(SpiketideOptions.TRANSACTION_TIMEOUT);
    }
    if (!WHOLE_MILLIS.matcher(inFile).matches()) {
      throw new KafkaFault(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG
              + ": '"
              + inFile
              + "' is no time in ms; write for example 600000");
    }
    return Duration.ofMillis(Long.parseLong(inFile));
  }

  /** The transactions of a network's job; by default two jobs differ by network or topics. */
  Transactions transactions(Network network, TopicNames topics) {
    String prefix = idPrefix;
    return new Transactions(
        prefix == null ? "spiketide-" + topics.prefix() + network.name() : prefix, timeout, onLoss);
  }

  private static void require(String key, String value, String one, String other) {
    if (!value.equals(one) && !value.equals(other)) {
      throw new KafkaFault(
          key + ": '" + value + "' is unknown; use one of [" + one + ", " + other + "]");
    }
  }
}
