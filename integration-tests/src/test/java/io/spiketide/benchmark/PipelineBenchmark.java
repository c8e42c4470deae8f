package io.spiketide.benchmark;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.KafkaSinks;
import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.ProducerProfile;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.operator.InstanceKey;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.plan.Planner;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Packets per second of the whole job, Kafka to Kafka, with a population of 100 neurons per
 * instance, beside a job that only counts each packet in keyed state and copies it: broker, Flink
 * and both jobs in one process, the same packets, serializers and settings.
 */
public final class PipelineBenchmark {
  private static final int INSTANCES = 100;
  private static final int ADDRESSES = 100;
  private static final int MICROS_PER_PACKET = 10_000;
  private static final int PARALLELISM = 2;
  private static final int ROUNDS = 3;
  private static final TopicNames TOPICS = TopicNames.DEFAULT;

  private PipelineBenchmark() {}

  /** Arguments: events per packet, by default 64 and 256. */
  public static void main(String[] args) throws Exception {
    int[] sizes =
        args.length == 0
            ? new int[] {64, 256}
            : java.util.Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    System.out.println(
        "events/packet   round   identity packets/s   network packets/s   events/s   ratio");
    for (int events : sizes) {
      try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
          EmbeddedFlink flink =
              EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PARALLELISM))) {
        int packets = Math.max(20_000, 8_000_000 / events);
        fill(broker, packets, events);
        for (int round = 1; round <= ROUNDS; round++) {
          double identity = packets / seconds(identity(environment(flink), broker));
          double network = packets / seconds(network(environment(flink), broker));
          System.out.printf(
              "%13d   %5d   %18.0f   %17.0f   %8.1e   %5.2f%n",
              events, round, identity, network, network * events, network / identity);
        }
      }
    }
  }

  private static double seconds(StreamExecutionEnvironment job) throws Exception {
    return job.execute().getNetRuntime() / 1000.0;
  }

  private static StreamExecutionEnvironment environment(EmbeddedFlink flink) {
    StreamExecutionEnvironment env = flink.environment(new Configuration());
    env.setParallelism(PARALLELISM);
    return env;
  }

  private static StreamExecutionEnvironment network(
      StreamExecutionEnvironment env, EmbeddedBroker broker) {
    Network network =
        new Network(
            "bench",
            TimeBase.ofMicros(1000),
            1,
            List.of(Input.events("in", Shape.of(ADDRESSES))),
            List.of(
                Population.of(
                        "p",
                        Shape.of(ADDRESSES),
                        Settings.of("lif", Map.of("tau_m", Values.of(20), "V_th", Values.of(1))))
                    .published()),
            List.of(Projection.of("in", "p", new Connectivity.OneToOne(), Values.of(8), 0)),
            List.of(),
            List.of(),
            Instances.perRecordKey(),
            Placement.defaultFor(1000));
    NetworkJob.build(env, Planner.plan(network, TOPICS), settings(broker));
    return env;
  }

  private static JobSettings settings(EmbeddedBroker broker) {
    Configuration options = new Configuration();
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    options.set(SpiketideOptions.BOUNDED, true);
    options.set(SpiketideOptions.PRODUCER_PROFILE, "throughput");
    return JobSettings.of(options);
  }

  private static StreamExecutionEnvironment identity(
      StreamExecutionEnvironment env, EmbeddedBroker broker) {
    env.getConfig().enableObjectReuse();
    SourceSettings source =
        SourceSettings.of(List.of(TOPICS.sensorEvents()), "identity", broker.client())
            .bounded(true);
    env.fromSource(
            KafkaSources.rawRecords(source, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            "source")
        .keyBy(new InstanceKey(Instances.Key.RECORD), Types.STRING)
        .process(new Copy())
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .sinkTo(KafkaSinks.atLeastOnce(broker.client(), ProducerProfile.THROUGHPUT));
    return env;
  }

  /** Counts the packets of a key and copies them. */
  private static final class Copy extends KeyedProcessFunction<String, RawRecord, OutboundRecord> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<OutboundRecord> out)
        throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      out.collect(
          new OutboundRecord(
              TOPICS.spikes(), record.key(), record.value(), record.timestampMillis()));
    }
  }

  private static void fill(EmbeddedBroker broker, int packets, int events) {
    try (Topics topics = Topics.connect(broker.client())) {
      topics.create(TopicPlan.documented(TOPICS, new TopicOptions(PARALLELISM, 1, null)));
    }
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "10");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    Random random = new Random(1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int p = 0; p < packets; p++) {
        String instance = "sensor-" + p % INSTANCES;
        long sequence = p / INSTANCES;
        long time = sequence * MICROS_PER_PACKET;
        int[] offsets = random.ints(events, 0, MICROS_PER_PACKET).sorted().toArray();
        SensorPacket packet =
            new SensorPacket(
                instance,
                0,
                sequence,
                time + MICROS_PER_PACKET,
                "",
                time,
                offsets,
                random.ints(events, 0, ADDRESSES).toArray(),
                new float[0],
                List.of(),
                0);
        producer.send(
            new ProducerRecord<>(
                TOPICS.sensorEvents(),
                null,
                time / 1000,
                instance.getBytes(StandardCharsets.UTF_8),
                codec.encode(packet)));
      }
    }
  }
}
