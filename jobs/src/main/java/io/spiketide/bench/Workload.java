package io.spiketide.bench;

import java.util.List;

/** Work that can be done over and over. Single-threaded; what it needs is made beforehand. */
public interface Workload {

  /** Does the work once. */
  void run();

  /** How many units (synaptic events, neurons, samples) one run does. */
  double units();

  /** What is known only after a run, such as the share of neurons that fired; may be empty. */
  default String observed() {
    return "";
  }

  /** Works of one unit, one after the other. */
  static Workload all(List<Workload> parts) {
    return of(
        parts.stream().mapToDouble(Workload::units).sum(), () -> parts.forEach(Workload::run));
  }

  /** Work that is a single call. */
  static Workload of(double units, Runnable work) {
    return new Workload() {
      @Override
      public void run() {
        work.run();
      }

      @Override
      public double units() {
        return units;
      }
    };
  }
}
