package io.spiketide.encoding;

import io.spiketide.catalog.Catalog;

/** The list of spike encoders. A new encoder is one line here. */
public final class SpikeEncoders {
  public static final Catalog<SpikeEncoder> CATALOG =
      Catalog.of(
          "encoder",
          new EventsEncoder(),
          new PoissonEncoder(),
          new LatencyEncoder(),
          new PeriodicEncoder(),
          new IntensityToLatencyEncoder(),
          new BinariseEncoder(),
          new ScaleEncoder(),
          new PoolEncoder(),
          new DifferenceOfGaussiansEncoder(),
          new GaborEncoder(),
          new OnCentreEncoder(),
          new LocalNormalisationEncoder(),
          new LateralInhibitionEncoder(),
          new PointwiseInhibitionEncoder());

  private SpikeEncoders() {}
}
