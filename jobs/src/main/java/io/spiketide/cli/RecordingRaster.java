package io.spiketide.cli;

import io.spiketide.plot.SpikeRaster;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PixelColumns;
import io.spiketide.sensor.SensorException;
import java.util.List;

/** The events of a recording as a raster, ON and OFF apart; a value of 0 is no event. */
final class RecordingRaster implements EventSink {
  private final SpikeRaster raster;
  private final PixelColumns columns;
  private final int plane;

  private RecordingRaster(List<Integer> shape, int limit) {
    raster = new SpikeRaster(limit, SpikeRaster.Kind.EVENTS);
    columns = new PixelColumns(shape);
    plane = columns.hasPolarity() ? columns.width() * columns.height() : Integer.MAX_VALUE;
  }

  /**
   * Draws a recording until its end or the first event beyond the limit.
   *
   * @param limit most events
   */
  static SpikeRaster of(EventRecording recording, int limit) throws SensorException {
    RecordingRaster drawn = new RecordingRaster(recording.header().shape(), limit);
    boolean more = true;
    while (more && drawn.raster.omitted() == 0) {
      more = recording.read(drawn);
      if (Thread.currentThread().isInterrupted()) {
        throw UserException.interrupted();
      }
    }
    return drawn.raster;
  }

  @Override
  public void event(long micros, int address, float value) {
    if (value != 0) {
      String train = columns.hasPolarity() ? columns.isOn(address) ? "ON" : "OFF" : "events";
      raster.add(train, micros, address % plane);
    }
  }

  @Override
  public void mark(EpisodeMark mark) {
    // a raster does not stop at episodes
  }

  @Override
  public void dropped(long lost) {
    // what was lost cannot be drawn
  }
}
