package io.spiketide.connector.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something around Kafka that the user can mend: one or more messages of the form {@code where:
 * what is wrong; what to do}, meant to be shown as they are, without a stack trace.
 */
public final class KafkaFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public KafkaFault(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public KafkaFault(String problem) {
    this(List.of(problem));
  }

  public KafkaFault(String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /** One message per problem, at least one. */
  public List<String> problems() {
    return problems;
  }
}
