package io.spiketide.connector.kafka;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.BooleanSupplier;
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
 * Another source whose records nobody waits for, at times: then they are read in large batches,
 * {@link #PAUSE} apart, which takes a fraction of the requests to the brokers. State is the other
 * source's own, so that a job may change between the two.
 */
public final class UnhurriedSource<T, S extends SourceSplit, E>
    implements Source<T, S, E>, ResultTypeQueryable<T> {
  @Serial private static final long serialVersionUID = 1L;

  /** Between two looks at what the fetcher has; a record may wait for more than one. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private final Source<T, S, E> source;
  private final Leisure leisure;
  private final TypeInformation<T> type;

  /** Whether there is time; asked on the thread of each reader. */
  public interface Leisure extends BooleanSupplier, Serializable {}

  public UnhurriedSource(Source<T, S, E> source, Leisure leisure, TypeInformation<T> type) {
    this.source = source;
    this.leisure = leisure;
    this.type = type;
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    return new UnhurriedReader<>(source.createReader(context), leisure, PAUSE, System::nanoTime);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E checkpoint)
      throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
