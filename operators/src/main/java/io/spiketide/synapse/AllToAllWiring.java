package io.spiketide.synapse;

import io.spiketide.network.Range;

/** Every source to every target; place = target x sources + source, as matrices are listed. */
record AllToAllWiring(int sources, int targets, boolean autapses) implements Wiring {

  @Override
  public void forEach(Range range, Sink sink) {
    for (int target = range.from(); target < range.to(); target++) {
      for (int source = 0; source < sources; source++) {
        if (autapses || source != target) {
          sink.synapse(source, target, (long) target * sources + source);
        }
      }
    }
  }
}
