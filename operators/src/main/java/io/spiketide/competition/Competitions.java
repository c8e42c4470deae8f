package io.spiketide.competition;

import io.spiketide.catalog.Catalog;

/** All competitions. A new one is a line here. */
public final class Competitions {
  public static final Catalog<Competition> CATALOG =
      Catalog.of(
          "competition",
          new Once(),
          new WinnerTakeAll(),
          new KWinners(),
          new Pointwise(),
          new Softmax());

  private Competitions() {}
}
