package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.network.Shape;
import io.spiketide.time.TimeBase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpikeEncodersTest {

  static List<SpikeEncoder> encoders() {
    return SpikeEncoders.CATALOG.all();
  }

  @Test
  void everyEncoderIsListed() {
    CatalogChecks.assertComplete(SpikeEncoders.CATALOG, SpikeEncoder.class);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyEncoderIsDocumentedAndHasValidDefaults(SpikeEncoder encoder) {
    CatalogChecks.assertDocumented(encoder);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyEncoderKeepsTheShapeAndAFreshStateIsQuiet(SpikeEncoder encoder) {
    String[] given =
        encoder.parameters().stream()
            .filter(p -> p.isRequired())
            .map(p -> p.name() + "=4")
            .toArray(String[]::new);
    EncoderSettings settings =
        new EncoderSettings(
            Shape.of(2, 3), TimeBase.ofMicros(1000), CatalogChecks.arguments(encoder, given));
    assertThat(encoder.outputShape(settings)).isEqualTo(Shape.of(2, 3));
    EncoderRun run = new EncoderRun(encoder, settings);
    assertThat(run.encoding.autonomous() || run.encoding.quiet(run.state)).isTrue();
    assertThat(run.tick()).isEmpty();
  }
}
