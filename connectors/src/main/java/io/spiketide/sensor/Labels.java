package io.spiketide.sensor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What episodes are known to show, by the episode's name: a text table whose first line names its
 * columns, one of them {@code sample} or {@code file}.
 *
 * @param byName label by sample or file name
 */
public record Labels(Map<String, String> byName) {
  /** Nobody knows. */
  public static final Labels NONE = new Labels(Map.of());

  private static final List<String> KEYS = List.of("sample", "file");

  public Labels {
    byName = Map.copyOf(byName);
  }

  /** The label of a sample or file; empty where nobody knows. */
  public String of(String name) {
    return byName.getOrDefault(name, "");
  }

  /**
   * Reads a table of labels, or a file of them in IDX, which tells no column.
   *
   * @param column the column that holds the label
   * @throws SensorException if a column is missing or a line has too few
   */
  public static Labels read(Path file, String column) throws SensorException {
    FileHead head = FileHead.of(file);
    if (IdxLabels.startsLike(head)) {
      return IdxLabels.read(file);
    }
    List<String> names = split(head.firstLine());
    int key = names.stream().filter(KEYS::contains).mapToInt(names::indexOf).findFirst().orElse(-1);
    if (key < 0) {
      throw SensorException.atLine(
          file,
          1,
          "no column 'sample' or 'file' in " + names,
          "name the column that tells episodes");
    }
    int value = names.indexOf(column);
    if (value < 0) {
      throw SensorException.atLine(
          file, 1, "no column '" + column + "'", "use one of " + names + " as label column");
    }
    return read(file, key, value);
  }

  private static Labels read(Path file, int key, int value) throws SensorException {
    Map<String, String> labels = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      reader.readLine();
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        List<String> fields = split(line);
        if (fields.size() <= Math.max(key, value)) {
          throw SensorException.atLine(
              file,
              number,
              fields.size() + " columns where " + (Math.max(key, value) + 1) + " are needed",
              "complete the line");
        }
        labels.put(fields.get(key), fields.get(value));
      }
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
    return new Labels(labels);
  }

  private static List<String> split(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }
}
