package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.List;

/**
 * Drops events without company: an event passes if enough other pixels near it, of any channel,
 * have had an event within the window before it, those of the same tick that came first included.
 *
 * <p>Source: T. Delbruck, Frame-free dynamic digital vision, Proceedings of the International
 * Symposium on Secure-Life Electronics, 2008.
 */
final class BackgroundActivityEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "background_activity";
  }

  @Override
  public String summary() {
    return "Drops events of a camera that no neighbouring pixel has had an event shortly before.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "window", "ms", Bound.POSITIVE, "How old an event of a neighbour may be."),
        ParameterSpec.of("radius", "", 1, Bound.POSITIVE, "Neighbours are at most so far away."),
        ParameterSpec.of("support", "", 1, Bound.POSITIVE, "So many of them must have fired."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    Plane.of(name(), settings.shape());
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    Plane plane = Plane.of(name(), settings.shape());
    Company company =
        new Company(
            plane,
            settings.arguments().value("window") / settings.time().tickMillis(),
            Numbers.whole(this, settings, "radius", FilterBank.MAX_SIZE),
            settings.arguments().value("support"));
    return new FilterEncoding(
        List.of(new StateArray("latest", plane.area(), Double.NEGATIVE_INFINITY)), company);
  }

  /** State: tick of the latest event of each pixel, of any channel. */
  private record Company(Plane plane, double ticks, int radius, double support)
      implements FilterEncoding.Judge {

    @Override
    public boolean passes(int address, long tick, double[][] state) {
      double[] latest = state[0];
      int pixel = address % plane.area();
      int y = pixel / plane.width();
      int x = pixel % plane.width();
      int found = 0;
      for (int row = Math.max(0, y - radius);
          row <= Math.min(plane.height() - 1, y + radius);
          row++) {
        for (int c = Math.max(0, x - radius); c <= Math.min(plane.width() - 1, x + radius); c++) {
          int other = row * plane.width() + c;
          found += other != pixel && tick - latest[other] <= ticks ? 1 : 0;
        }
      }
      latest[pixel] = tick;
      return found >= support;
    }
  }
}
