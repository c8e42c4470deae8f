package io.spiketide.plasticity;

import io.spiketide.catalog.Catalog;

/** All learning rules. A new one is a line here. */
public final class LearningRules {
  public static final Catalog<LearningRule> CATALOG =
      Catalog.of(
          "learning rule",
          new PairStdp(),
          new TripletStdp(),
          new TargetStdp(),
          new DopamineStdp(),
          new ReSuMe(),
          new SuperSpike(),
          new DeltaRule(),
          new Eprop(),
          new EpropReadout(),
          new EpropFeedback(),
          new BpStdp(),
          new BpStdpFeedback(),
          new SpykeStdp(),
          new SpykeRstdp(),
          new EmStdp(),
          new LutStdp(),
          new Fixed());

  private LearningRules() {}
}
