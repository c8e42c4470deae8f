package io.spiketide.connector.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;

/** A file in the form of {@link Properties#load(Reader)}, in UTF-8. */
final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * Reads a file, with spaces around the values cut off.
   *
   * @throws KafkaFault if it is missing or cannot be read; the message quotes no value
   */
  static TreeMap<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (NoSuchFileException e) {
      throw new KafkaFault(file + ": there is no such file; correct the path", e);
    } catch (IllegalArgumentException e) {
      throw new KafkaFault(
          file + ": " + e.getMessage() + "; write a backslash as \\\\ in a properties file", e);
    } catch (IOException e) {
      throw new KafkaFault(
          file + ": cannot be read (" + e + "); give a readable properties file in UTF-8", e);
    }
    TreeMap<String, String> values = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key).trim()));
    return values;
  }
}
