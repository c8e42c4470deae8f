package io.spiketide.neuron;

/**
 * An alpha-shaped synaptic current of one receptor: an arrival of x makes {@code x (s/tau) e^(1 -
 * s/tau)}. With the current i and its slope variable y: {@code i ← e^(-h/tau) (i + h y)}, then
 * {@code y ← e^(-h/tau) y + x e / tau}.
 */
final class AlphaCurrent {
  private final AffineStep current;
  private final AffineStep slope;

  private AlphaCurrent(AffineStep current, AffineStep slope) {
    this.current = current;
    this.slope = slope;
  }

  static AlphaCurrent of(Columns columns, String tauName) {
    double h = columns.step();
    double[] tau = columns.of(tauName);
    double[] decay = columns.derive(k -> Propagators.decay(h, tau[k]));
    return new AlphaCurrent(
        AffineStep.toZero(columns, decay, columns.derive(k -> h * decay[k])),
        AffineStep.toZero(columns, decay, columns.derive(k -> StrictMath.E / tau[k])));
  }

  void advance(double[] i, double[] y, double[] in) {
    current.advance(i, y);
    slope.advance(y, in);
  }
}
