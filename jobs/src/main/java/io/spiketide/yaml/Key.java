package io.spiketide.yaml;

/**
 * A key of a section: the one source of the reader, the reference page and the schema.
 *
 * @param fallback what holds where the key is absent, in words; empty for a required key
 * @param doc one sentence for the reference page
 */
record Key<T>(String name, Form<T> form, String fallback, String doc) {

  static <T> Key<T> required(String name, Form<T> form, String doc) {
    return new Key<>(name, form, "", doc);
  }

  static <T> Key<T> optional(String name, Form<T> form, String fallback, String doc) {
    return new Key<>(name, form, fallback, doc);
  }

  boolean isRequired() {
    return fallback.isEmpty();
  }
}
