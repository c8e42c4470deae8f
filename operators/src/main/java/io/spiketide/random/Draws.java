package io.spiketide.random;

import io.spiketide.network.Values;

/** Turns the numbers of a description into plain numbers, drawing those that are distributions. */
public final class Draws {
  private static final int MAX_REDRAWS = 1000;

  private Draws() {}

  /**
   * The numbers of n elements.
   *
   * @param random chooses the numbers; give different users of values different purposes or
   *     components, else their numbers rise and fall together
   * @throws IllegalArgumentException if a list has another length than n
   */
  public static double[] all(Values values, int n, CounterRandom random) {
    if (values instanceof Values.Listed listed && listed.values().length != n) {
      throw new IllegalArgumentException(
          listed.values().length + " values are listed where " + n + " are needed");
    }
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = at(values, i, random, 0);
    }
    return all;
  }

  /**
   * The number of one element; the same whenever and in whatever order it is asked for.
   *
   * @param element index into a list, and the index of the draw
   * @param tickKey the tick of the draw, or any other number that tells draws of an element apart
   */
  public static double at(Values values, int element, CounterRandom random, long tickKey) {
    if (values instanceof Values.Constant constant) {
      return constant.value();
    } else if (values instanceof Values.Listed listed) {
      return listed.values()[element];
    } else if (values instanceof Values.Uniform uniform) {
      return uniform(uniform, random.uniform(tickKey, element, 0));
    } else if (values instanceof Values.Normal normal) {
      return clippedNormal(normal, element, random, tickKey);
    } else if (values instanceof Values.Lognormal lognormal) {
      double z = random.normal(tickKey, element, 0);
      return StrictMath.exp(lognormal.mu() + lognormal.sigma() * z);
    }
    throw new IllegalStateException("no rule to draw " + values);
  }

  private static double uniform(Values.Uniform range, double unit) {
    double value = range.low() + (range.high() - range.low()) * unit;
    boolean roundedUp = value >= range.high() && range.low() < range.high();
    return roundedUp ? Math.nextDown(range.high()) : value;
  }

  private static double clippedNormal(
      Values.Normal normal, int element, CounterRandom random, long tickKey) {
    double value = normal.mean();
    for (int draw = 0; draw < MAX_REDRAWS; draw++) {
      value = normal.mean() + normal.sd() * random.normal(tickKey, element, draw);
      if (value >= normal.min() && value <= normal.max()) {
        return value;
      }
    }
    return Math.max(normal.min(), Math.min(normal.max(), value));
  }
}
