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
          new RegularEncoder(),
          new SignedPoissonEncoder(),
          new PeriodicEncoder(),
          new HoldEncoder(),
          new IntensityToLatencyEncoder(),
          new PhaseEncoder(),
          new BurstEncoder(),
          new RadixEncoder(),
          new CoordinatesEncoder(),
          new DeltaEncoder(),
          new SendOnDeltaEncoder(),
          new StepForwardEncoder(),
          new MovingWindowEncoder(),
          new LevelCrossingEncoder(),
          new PopulationEncoder(),
          new CochleaEncoder(),
          new PolarityEncoder(),
          new RefractoryEncoder(),
          new HotPixelsEncoder(),
          new BackgroundActivityEncoder(),
          new AccumulateEncoder(),
          new PoolEncoder(),
          new ScaleEncoder(),
          new BinariseEncoder(),
          new DifferenceOfGaussiansEncoder(),
          new GaborEncoder(),
          new OnCentreEncoder(),
          new LocalNormalisationEncoder(),
          new LateralInhibitionEncoder(),
          new PointwiseInhibitionEncoder());

  private SpikeEncoders() {}
}
