package io.spiketide.readout;

import io.spiketide.catalog.Catalog;

/** The list of readouts. A new readout is one line here. */
public final class Readouts {
  public static final Catalog<Readout> CATALOG =
      Catalog.of(
          "readout",
          new SpikeCountReadout(),
          new FirstSpikeReadout(),
          new MembraneMaxReadout(),
          new MembraneLastReadout(),
          new RateReadout());

  private Readouts() {}
}
