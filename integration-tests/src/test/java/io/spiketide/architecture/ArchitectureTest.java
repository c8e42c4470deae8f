package io.spiketide.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Who may see whom: plain Java left of the bar, thin adapters of Flink, Kafka and Avro right of it.
 *
 * <p>A package that does not exist yet breaks no rule; it is judged from its first class on.
 */
@AnalyzeClasses(packages = "io.spiketide", importOptions = MainClasses.class)
class ArchitectureTest {

  /** Neurons, networks and kernels in module operators; they know of no stream. */
  private static final String[] OPERATORS_LEFT =
      packages(
          "time",
          "random",
          "catalog",
          "network",
          "neuron",
          "synapse",
          "plasticity",
          "competition",
          "encoding",
          "readout",
          "kernel",
          "rules",
          "intake",
          "statistics");

  private static final String[] OPERATORS = join(OPERATORS_LEFT, packages("operator"));

  private static final String[] CONNECTORS = packages("sensor", "ingest", "hdf5", "connector");

  private static final String[] JOBS =
      packages(
          "yaml",
          "nir",
          "npy",
          "compare",
          "plan",
          "job",
          "cli",
          "cluster",
          "demo",
          "plot",
          "bench",
          "preflight",
          "savepoint",
          "simulation",
          "weights");

  private static final String[] LEFT_OF_THE_BAR =
      join(
          OPERATORS_LEFT,
          packages(
              "sensor",
              "ingest",
              "hdf5",
              "yaml",
              "nir",
              "npy",
              "compare",
              "plan",
              "plot",
              "demo",
              "simulation",
              "weights"));

  private static final String[] RIGHT_OF_THE_BAR =
      packages("operator", "connector", "job", "cli", "cluster", "bench", "preflight", "savepoint");

  @ArchTest
  static void seesTheClassesThatItJudges(JavaClasses all) {
    assertThat(all.contain("io.spiketide.network.Network")).isTrue();
    assertThat(all).noneMatch(type -> type.getSimpleName().endsWith("Test"));
  }

  @ArchTest
  static void leftOfTheBarNothingKnowsFlinkKafkaOrAvro(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(LEFT_OF_THE_BAR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "org.apache.avro..")
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void leftOfTheBarNothingKnowsTheRight(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(LEFT_OF_THE_BAR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RIGHT_OF_THE_BAR)
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void schemasKnowNobody(JavaClasses all) {
    classes()
        .that()
        .resideInAnyPackage(packages("schema"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages("schema")).or(not(resideInAnyPackage("io.spiketide.."))))
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void operatorsDoNotSeeConnectorsNorJobs(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(OPERATORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(join(CONNECTORS, JOBS))
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void connectorsDoNotSeeOperatorsNorJobs(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(CONNECTORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(join(OPERATORS, JOBS))
        .allowEmptyShould(true)
        .check(all);
  }

  /** The job jar comes without the broker, so what runs on a cluster must not need its classes. */
  @ArchTest
  static void onlyTheLocalClusterKnowsTheBroker(JavaClasses all) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.spiketide.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kafka..",
            "org.apache.kafka.server..",
            "org.apache.kafka.metadata..",
            "org.apache.kafka.raft..")
        .check(all);
  }

  /**
   * An HDF5 file may be hostile: its library is met with suspicion, in two packages. The benchmark
   * writes files with it and reads none.
   */
  @ArchTest
  static void onlyTheGuardAndNirKnowTheHdf5Library(JavaClasses all) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("hdf5", "nir", "bench"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jhdf..")
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void packagesOfPlainJavaHaveNoCycles(JavaClasses all) {
    slices()
        .matching("io.spiketide.(*)..")
        .should()
        .beFreeOfCycles()
        .check(all.that(resideInAnyPackage(OPERATORS_LEFT)));
  }

  @ArchTest
  static void everyPackageOfOursHasAHome(JavaClasses all) {
    classes()
        .should()
        .resideInAnyPackage(join(packages("schema"), OPERATORS, CONNECTORS, JOBS))
        .because("a new package is added to the list of its module above")
        .check(all);
  }

  @ArchTest
  static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses all) {
    Set<String> silent = new TreeSet<>();
    for (JavaClass each : all) {
      boolean marked =
          each.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        silent.add(each.getPackageName());
      }
    }
    assertThat(silent).as("packages without a package-info.java that is @NullMarked").isEmpty();
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> "io.spiketide." + name + "..").toArray(String[]::new);
  }

  private static String[] join(String[]... lists) {
    return Stream.of(lists).flatMap(Stream::of).toArray(String[]::new);
  }
}
