package io.spiketide.plan;

/**
 * A topic that a stage reads or writes.
 *
 * @param topic full name of the Kafka topic
 * @param stage uid of the stage
 * @param reads whether the stage reads it, else it writes it
 * @param content what its records are
 * @param key what its records are keyed by
 */
public record Channel(String topic, String stage, boolean reads, String content, String key) {}
