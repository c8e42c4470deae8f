package io.spiketide.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Equality of records that hold arrays, by content instead of identity. Uses reflection, so that no
 * component can be forgotten; not for the hot path.
 */
final class RecordContent {
  private RecordContent() {}

  static boolean equal(Record one, @Nullable Object other) {
    return other != null
        && one.getClass() == other.getClass()
        && Arrays.deepEquals(components(one), components((Record) other));
  }

  static int hash(Record record) {
    return Arrays.deepHashCode(components(record));
  }

  static String text(Record record) {
    RecordComponent[] names = record.getClass().getRecordComponents();
    @Nullable Object[] values = components(record);
    StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
    for (int i = 0; i < values.length; i++) {
      String value = Arrays.deepToString(new @Nullable Object[] {values[i]});
      text.add(names[i].getName() + "=" + value.substring(1, value.length() - 1));
    }
    return text.toString();
  }

  private static @Nullable Object[] components(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = components[i].getAccessor().invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a packet's accessors are public and cannot fail", e);
      }
    }
    return values;
  }
}
