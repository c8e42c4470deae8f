package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.plot.RasterImage;
import io.spiketide.plot.SpikeRaster;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The picture at the end of the demonstration: the last seconds of one camera's network. */
final class DemoPicture {
  private static final String CAMERA = "camera-1";
  private static final long SHOWN_MILLIS = 8_000;
  private static final int LIMIT = 200_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private DemoPicture() {}

  /** Reads the spikes and draws them. */
  static void write(ClientProperties client, String topic, Path file, Console console)
      throws WireException {
    SpikeRaster raster = new SpikeRaster(LIMIT);
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    ReplayFilter filter = new ReplayFilter();
    try (TopicReader reader = new TopicReader(client, topic)) {
      Map<TopicPartition, Long> end = reader.end();
      reader.seekToTime(System.currentTimeMillis() - SHOWN_MILLIS);
      while (!reader.hasReached(end)) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          SpikePacket packet = codec.decode(record.value());
          if (packet.instance().equals(CAMERA)
              && filter.isNew(RecordKeys.text(record.key()), packet.epoch(), packet.sequence())) {
            raster.add(packet);
          }
        }
      }
    }
    try {
      RasterImage.write(raster, "direction network of " + CAMERA, file);
      console.progress("spikes of the last seconds: " + file.toAbsolutePath());
    } catch (IOException e) {
      console.progress(file + ": the picture cannot be written (" + e + "); give another --out");
    }
  }
}
