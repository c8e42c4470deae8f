package io.spiketide.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The speed of the kernel, on one thread: rows, neurons, whole networks. */
public final class KernelFigures {
  private KernelFigures() {}

  /**
   * Measures all of {@link KernelWorkload}.
   *
   * @param quick a few seconds in all, enough to see the order of magnitude
   * @param progress told what is measured next
   */
  public static List<Figure> measure(boolean quick, Consumer<String> progress) {
    Stopwatch stopwatch = Stopwatch.of(quick);
    List<Figure> figures = new ArrayList<>();
    for (KernelWorkload workload : KernelWorkload.values()) {
      progress.accept(workload.what());
      figures.add(measure(workload, stopwatch));
    }
    return figures;
  }

  private static Figure measure(KernelWorkload kind, Stopwatch stopwatch) {
    Workload work = kind.work();
    var bare = kind.bare();
    double[] rates =
        bare == null ? stopwatch.unitsPerSecond(work) : stopwatch.unitsPerSecond(work, bare.get());
    return figure(kind, rates).noted(work.observed());
  }

  private static Figure figure(KernelWorkload kind, double[] rates) {
    String unit = kind.unit();
    String beside = kind.bareWhat();
    if (unit.startsWith("ns/")) {
      return Figure.alone(kind.what(), 1e9 / rates[0], unit);
    } else if (beside == null) {
      return Figure.alone(kind.what(), rates[0], unit);
    }
    return Figure.beside(kind.what(), rates[0], unit, rates[1], beside);
  }
}
