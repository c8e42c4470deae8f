package io.spiketide.job;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.Profile;
import io.spiketide.connector.kafka.StartingOffsets;
import io.spiketide.connector.kafka.Transactions;
import io.spiketide.network.Network;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.Framing;
import io.spiketide.schema.codec.SchemaIds;
import io.spiketide.schema.codec.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SpiketideOptions} of a run, read and checked.
 *
 * @param groupId consumer group, null to derive it from the network's name
 * @param stallAfter time after which a shard says for which others it waits
 * @param shortcut whether shards hear each other by a shorter way besides the topic
 */
public record JobSettings(
    ClientProperties client,
    TopicNames topics,
    @Nullable String groupId,
    StartingOffsets start,
    boolean bounded,
    Profile profile,
    DecisionDelivery delivery,
    Duration stallAfter,
    boolean shortcut,
    WireFormat format) {
  /** How the group ids of jobs begin that were given none. */
  public static final String GROUP_PREFIX = "spiketide-";

  /** The consumer group of a network's job. */
  public String group(Network network) {
    return groupId == null ? GROUP_PREFIX + network.name() : groupId;
  }

  /**
   * Reads the options.
   *
   * @throws KafkaFault if a value is none of those that its option allows
   */
  public static JobSettings of(ReadableConfig options) {
    ClientProperties client = client(options);
    return new JobSettings(
        client,
        new TopicNames(options.get(SpiketideOptions.TOPIC_PREFIX)),
        options.get(SpiketideOptions.GROUP_ID),
        StartingOffsets.parse(options.get(SpiketideOptions.STARTING_OFFSETS)),
        options.get(SpiketideOptions.BOUNDED),
        profile(options.get(SpiketideOptions.PROFILE)),
        DecisionDelivery.of(options, client),
        options.get(SpiketideOptions.STALL_AFTER),
        options.get(SpiketideOptions.SHORTCUT),
        format(options));
  }

  /** The transactions of a network's decisions, if they are sent in transactions. */
  public Transactions transactions(Network network) {
    return delivery.transactions(network, topics);
  }

  private static ClientProperties client(ReadableConfig options) {
    String file = options.get(SpiketideOptions.CLIENT_PROPERTIES);
    String servers = options.getOptional(SpiketideOptions.BOOTSTRAP_SERVERS).orElse(null);
    return file == null
        ? ClientProperties.of(options.get(SpiketideOptions.BOOTSTRAP_SERVERS))
        : ClientProperties.load(Path.of(file), servers);
  }

  private static Profile profile(String name) {
    return switch (name) {
      case "latency" -> Profile.LATENCY;
      case "throughput" -> Profile.THROUGHPUT;
      default ->
          throw new KafkaFault(
              SpiketideOptions.PROFILE.key()
                  + ": '"
                  + name
                  + "' is unknown; use one of [latency, throughput]");
    };
  }

  private static WireFormat format(ReadableConfig options) {
    String framing = options.get(SpiketideOptions.FRAMING).toUpperCase(Locale.ROOT);
    String file = options.get(SpiketideOptions.SCHEMA_IDS);
    try {
      SchemaIds ids = file == null ? SchemaIds.NONE : SchemaIds.read(Path.of(file));
      return new WireFormat(Framing.valueOf(framing.replace('-', '_')), ids);
    } catch (IOException e) {
      throw new KafkaFault(
          SpiketideOptions.SCHEMA_IDS.key() + ": " + file + " cannot be read; " + e.getMessage(),
          e);
    } catch (IllegalArgumentException e) {
      throw new KafkaFault(
          SpiketideOptions.FRAMING.key()
              + ": '"
              + options.get(SpiketideOptions.FRAMING)
              + "' is unknown or lacks its schema ids; use single-object, or confluent with "
              + SpiketideOptions.SCHEMA_IDS.key(),
          e);
    }
  }
}
