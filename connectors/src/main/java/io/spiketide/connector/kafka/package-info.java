/**
 * Kafka at both ends of a job, and the topics in between.
 *
 * <pre>
 *   client.properties ──► ClientProperties ──┬─► KafkaSources ──► RawRecord ──► (operators)
 *                                            ├─► KafkaSinks   ◄── OutboundRecord ◄── (operators)
 *   TopicNames + TopicOptions ──► TopicPlan ─┼─► Topics create | check,  BrokerCheck await
 *   Right ───────────────────────────────────┴─► AccessCheck require,  AccessRules give
 * </pre>
 *
 * <p>{@link io.spiketide.connector.kafka.TransactionalSink} adds to Flink's transactional sink that
 * no transaction is lost silently; {@link io.spiketide.connector.kafka.TransactionAdmin} lists and
 * aborts what a job left open.
 *
 * <p>Sources wrap bytes and sinks unwrap them; nothing is decoded here. What a user sets in the
 * properties file wins over every default of ours; its secrets stay there, and {@link
 * io.spiketide.connector.kafka.SecretsProvider} reads them where a client is made. What a user got
 * wrong is a {@link io.spiketide.connector.kafka.KafkaFault}, a message without a stack trace.
 *
 * <p>To add a client default: the method of {@link io.spiketide.connector.kafka.KafkaSources} or
 * {@link io.spiketide.connector.kafka.KafkaSinks} that lists them. To add a property that every
 * topic must have: {@link io.spiketide.connector.kafka.TopicSpec}, which says both how to create it
 * and how to check it.
 *
 * <p>Nothing here imports Avro or the operators module; type information is handed in.
 */
@NullMarked
package io.spiketide.connector.kafka;

import org.jspecify.annotations.NullMarked;
