package io.spiketide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionsTest {

  @Test
  void everySectionHasANameOfItsOwnAndIsFoundByIt() {
    assertThat(Sections.names())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(n -> n.matches("[a-z]+"));
    assertThat(Sections.ALL)
        .allSatisfy(section -> assertThat(Sections.named(section.name())).contains(section));
    assertThat(Sections.named("all")).isEmpty();
  }
}
