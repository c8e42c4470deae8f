package io.spiketide.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every catalog has to keep to. */
public final class CatalogChecks {
  private CatalogChecks() {}

  /** Checks that every class of the kind's package that implements the kind is listed. */
  public static <T extends Component> void assertComplete(Catalog<T> catalog, Class<T> kind) {
    assertThat(catalog.all().stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("classes listed as %s", catalog.kind())
        .isEqualTo(implementations(kind).collect(Collectors.toSet()));
  }

  /** Checks names, sentences, defaults and the words of options. */
  public static void assertDocumented(Component component) {
    assertThat(component.name()).matches("[a-z][a-z0-9_]*");
    assertSentence(component.summary());
    assertThat(component.parameters()).extracting(ParameterSpec::name).doesNotHaveDuplicates();
    for (ParameterSpec parameter : component.parameters()) {
      assertSentence(parameter.doc());
      assertThat(parameter.isRequired() || parameter.bound().allows(parameter.defaultValue()))
          .as("default of %s.%s", component.name(), parameter.name())
          .isTrue();
    }
    for (OptionSpec option : component.options()) {
      assertSentence(option.doc());
      assertThat(option.choices()).doesNotHaveDuplicates().allMatch(c -> c.matches("[a-z_]+"));
    }
  }

  /**
   * The arguments of a component as its defaults say.
   *
   * @param given parameters and options that differ, as {@code name=value}; values of a list with
   *     commas between them
   */
  public static Arguments arguments(Component component, String... given) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : given) {
      int sign = setting.indexOf('=');
      settings.put(setting.substring(0, sign), setting.substring(sign + 1));
    }
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (ParameterSpec spec : component.parameters()) {
      String value = settings.remove(spec.name());
      parameters.put(
          spec.name(),
          value == null
              ? new double[] {spec.defaultValue()}
              : Arrays.stream(value.split(",")).mapToDouble(Double::parseDouble).toArray());
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : component.options()) {
      String choice = settings.remove(option.name());
      options.put(option.name(), choice == null ? option.defaultChoice() : choice);
    }
    assertThat(settings).as("settings that %s does not know", component.name()).isEmpty();
    return new Arguments(parameters, options);
  }

  private static void assertSentence(String text) {
    assertThat(text).endsWith(".").hasSizeGreaterThan(10);
  }

  private static Stream<Class<?>> implementations(Class<?> kind) {
    Path folder = Path.of(classes(kind)).resolve(kind.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      List<Class<?>> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
              .<Class<?>>map(
                  file -> load(kind, file.substring(0, file.length() - ".class".length())))
              .filter(kind::isAssignableFrom)
              .filter(type -> !Modifier.isAbstract(type.getModifiers()))
              .toList();
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI classes(Class<?> kind) {
    try {
      return kind.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(Class<?> neighbour, String name) {
    try {
      return Class.forName(
          neighbour.getPackageName() + '.' + name, false, neighbour.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
