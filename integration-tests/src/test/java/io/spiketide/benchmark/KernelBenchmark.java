package io.spiketide.benchmark;

import io.spiketide.bench.KernelWorkload;
import io.spiketide.bench.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The workloads of {@code spiketide bench kernel}, each in a process of its own; the column {@code
 * units} counts synaptic events, neurons, samples or ticks per second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  @Param KernelWorkload kernel;

  private Workload work;

  /** Units done; JMH shows them per second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Done {
    public double units;
  }

  @Setup
  public void setUp() {
    work = kernel.work();
  }

  @Benchmark
  public void run(Done done) {
    work.run();
    done.units += work.units();
  }

  /** Arguments are those of JMH, such as {@code -p kernel=LIF,LEAKY}. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(KernelBenchmark.class.getSimpleName())
                .build())
        .run();
  }
}
