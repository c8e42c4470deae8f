package io.spiketide.schema;

/**
 * What one shard of a network says about a command: one record of the topic {@code control-acks}.
 *
 * @param id id of the command, not empty
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param stage name of the stage that answers
 * @param shard index of the shard that answers
 * @param tick tick before which the command took effect
 * @param digest SHA-256 of the weights afterwards, in hexadecimal; empty where none are touched
 * @param error why the command was refused; empty when it was carried out
 */
public record ControlAck(
    String id,
    String network,
    String instance,
    String stage,
    int shard,
    long tick,
    String digest,
    String error) {
  public ControlAck {
    Checks.notEmpty("id", id);
    Checks.notEmpty("network", network);
    Checks.notNegative("shard", shard);
  }
}
