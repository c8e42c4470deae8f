package io.spiketide.operator;

import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.schema.record.RawRecord;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The source of what shards have fired for each other: a topic, and the {@link Shortcut}.
 *
 * <p>A checkpoint is a consistent cut with it as without it: a shard has passed a barrier only when
 * that has come from every subtask of this source, so that what it fires afterwards finds all of
 * them past it. State is that of the topic's source, so a job may change between the two.
 */
public final class ShortcutSource<S extends SourceSplit, E>
    implements Source<RawRecord, S, E>, ResultTypeQueryable<RawRecord> {
  @Serial private static final long serialVersionUID = 1L;

  private final Source<RawRecord, S, E> topic;
  private final Shortcut shortcut;

  public ShortcutSource(Source<RawRecord, S, E> topic, Shortcut shortcut) {
    this.topic = topic;
    this.shortcut = shortcut;
  }

  @Override
  public SourceReader<RawRecord, S> createReader(SourceReaderContext context) throws Exception {
    return new ShortcutReader<>(topic.createReader(context), shortcut, context.getIndexOfSubtask());
  }

  @Override
  public Boundedness getBoundedness() {
    return topic.getBoundedness();
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return topic.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E checkpoint)
      throws Exception {
    return topic.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return topic.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return topic.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordTypeInfo.INSTANCE;
  }
}
