package io.spiketide.connector.kafka;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * What Flink gives a writer, with another mailbox: Flink's writer tells the task through it that a
 * record was refused, and there too the reason is said in words.
 */
final class TransactionalContext implements WriterInitContext {
  private final WriterInitContext context;
  private final TransactionAge age;

  TransactionalContext(WriterInitContext context, TransactionAge age) {
    this.context = context;
    this.age = age;
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return new Mailbox(context.getMailboxExecutor());
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return context.getUserCodeClassLoader();
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return context.getProcessingTimeService();
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    return context.asSerializationSchemaInitializationContext();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return context.isObjectReuseEnabled();
  }

  @Override
  public <I> TypeSerializer<I> createInputSerializer() {
    return context.createInputSerializer();
  }

  @Override
  public <M> Optional<Consumer<M>> metadataConsumer() {
    return context.metadataConsumer();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public JobInfo getJobInfo() {
    return context.getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return context.getTaskInfo();
  }

  private final class Mailbox implements MailboxExecutor {
    private final MailboxExecutor mailbox;

    Mailbox(MailboxExecutor mailbox) {
      this.mailbox = mailbox;
    }

    @Override
    public void execute(
        MailOptions options,
        ThrowingRunnable<? extends Exception> command,
        String description,
        Object... arguments) {
      mailbox.execute(
          options,
          () -> {
            try {
              command.run();
            } catch (Exception e) {
              age.sayIfEnded(e);
              throw e;
            }
          },
          description,
          arguments);
    }

    @Override
    public void yield() throws InterruptedException {
      mailbox.yield();
    }

    @Override
    public boolean tryYield() {
      return mailbox.tryYield();
    }

    @Override
    public boolean shouldInterrupt() {
      return mailbox.shouldInterrupt();
    }
  }
}
