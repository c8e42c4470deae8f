package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.neuron.NeuronModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedReferenceTest {
  private static final String MEND =
      "the file is older than the code; run ./mvnw -q -DskipTests -pl jobs -am package and then"
          + " java -cp 'jobs/target/classes:jobs/target/lib/*' io.spiketide.yaml.GenerateReference"
          + " jobs";
  private static final Pattern SAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void pageIsThatOfTheKeyTables() throws Exception {
    assertThat(Files.readString(GenerateReference.PAGE).equals(ReferencePage.text()))
        .as(MEND)
        .isTrue();
  }

  @Test
  void schemaIsThatOfTheKeyTables() throws Exception {
    assertThat(Files.readString(GenerateReference.SCHEMA).equals(JsonSchema.text()))
        .as(MEND)
        .isTrue();
  }

  @Test
  void everySampleOfThePageIsAGoodDescription() throws Exception {
    List<String> samples =
        SAMPLE
            .matcher(Files.readString(GenerateReference.PAGE))
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(samples).hasSizeGreaterThan(1);
    for (String sample : samples) {
      assertThat(DescriptionTexts.problems(folder, sample)).as(sample).isEmpty();
    }
  }

  @Test
  void everyReferenceOfTheSchemaIsDefined() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(JsonSchema.text());
    Matcher references = Pattern.compile("\"#/definitions/([^\"]+)\"").matcher(JsonSchema.text());
    List<String> names = references.results().map(r -> r.group(1)).distinct().toList();
    assertThat(names).isNotEmpty().allMatch(name -> schema.path("definitions").has(name));
  }

  @Test
  void pageAndSchemaNameEveryModelAndRule() {
    Stream<String> names =
        Stream.concat(
            NeuronModels.CATALOG.all().stream().map(m -> m.name()),
            ConnectSection.RULES.stream().map(r -> r.section().name()));
    assertThat(names)
        .allSatisfy(
            name -> {
              assertThat(ReferencePage.text()).contains("### " + name + "\n");
              assertThat(JsonSchema.text()).contains("\"" + name + "\"");
            });
  }
}
