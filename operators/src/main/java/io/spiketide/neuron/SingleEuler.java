package io.spiketide.neuron;

/**
 * Forward Euler of a leaky membrane in 32 bits, each operation rounded as Norse does: {@code v ← v
 * + (h/tau_m) ((E_L - v) + R (x + I_e))}.
 */
final class SingleEuler {
  private final float[] step;
  private final float[] rest;
  private final float[] resistance;
  private final float[] current;

  /** Constants of a population's columns: tau_m, E_L, R, I_e. */
  SingleEuler(Columns columns) {
    double h = columns.step();
    double[] tau = columns.of("tau_m");
    step = floats(columns.derive(k -> h / tau[k]));
    rest = floats(columns.of("E_L"));
    resistance = floats(columns.of("R"));
    current = floats(columns.of("I_e"));
  }

  /** Advances the neurons that are not refractory; the others keep their value. */
  void advance(double[] v, double[] in, double[] refractory) {
    boolean shared = step.length == 1;
    for (int i = 0; i < v.length; i++) {
      if (refractory[i] > 0) {
        continue;
      }
      int k = shared ? 0 : i;
      float x = resistance[k] * ((float) in[i] + current[k]);
      float change = step[k] * ((rest[k] - (float) v[i]) + x);
      v[i] = (float) v[i] + change;
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
