package io.spiketide.plan;

/**
 * A topic that the job reads or writes.
 *
 * @param topic full name of the Kafka topic
 * @param reads whether the job reads it, else it writes it
 * @param content what its records are
 * @param key what its records are keyed by
 */
public record Channel(String topic, boolean reads, String content, String key) {}
