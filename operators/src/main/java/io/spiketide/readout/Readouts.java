package io.spiketide.readout;

import io.spiketide.catalog.Catalog;

/** The list of readouts. A new readout is one line here. */
public final class Readouts {
  public static final Catalog<Readout> CATALOG =
      Catalog.of(
          "readout",
          new SpikeCountReadout(),
          new FirstSpikeReadout(),
          new RankOrderReadout(),
          new MembraneMaxReadout(),
          new MembraneMeanReadout(),
          new MembraneLastReadout(),
          new MeanSquareReadout(),
          new RateReadout(),
          new PopulationVectorReadout(),
          new RadixReadout(),
          new SynchronyReadout(),
          new IntervalsReadout(),
          new RateAlarm(),
          new WeightAlarm());

  private Readouts() {}
}
