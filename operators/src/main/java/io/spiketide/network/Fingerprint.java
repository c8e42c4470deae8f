package io.spiketide.network;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells descriptions apart: SHA-256 over all that a description says, listed weights included, each
 * value under the name of its record component. Two descriptions with one fingerprint are the same.
 */
public final class Fingerprint {
  private static final int CHUNK = 8192;

  /** Components that came later: where they are null, a description is as it was before them. */
  private static final Set<String> LATER = Set.of("learning", "signal", "competition");

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The fingerprint of a description in 64 hexadecimal digits. */
  public static String of(Network network) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.value(network);
    fingerprint.flush();
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      text("null");
    } else if (value instanceof Record record) {
      components(record);
    } else if (value instanceof double[] numbers) {
      number(numbers.length);
      for (double number : numbers) {
        number(Double.doubleToRawLongBits(number));
      }
    } else if (value instanceof int[] numbers) {
      number(numbers.length);
      for (int number : numbers) {
        number(number);
      }
    } else if (value instanceof List<?> list) {
      number(list.size());
      list.forEach(this::value);
    } else if (value instanceof Map<?, ?> map) {
      number(map.size());
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        value(entry.getKey());
        value(entry.getValue());
      }
    } else if (value instanceof Enum<?> choice) {
      text(choice.name());
    } else if (value instanceof Double number) {
      number(Double.doubleToRawLongBits(number));
    } else if (value instanceof Number number) {
      number(number.longValue());
    } else if (value instanceof String || value instanceof Boolean) {
      text(value.toString());
    } else {
      throw new IllegalStateException("a description holds a " + value.getClass());
    }
  }

  private void components(Record record) {
    text(record.getClass().getSimpleName());
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(record);
        if (value == null && LATER.contains(component.getName())) {
          continue;
        }
        text(component.getName());
        value(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
  }

  /** Length first, so that no two sequences of texts look alike. */
  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    flush();
    digest.update(bytes);
  }

  private void number(long number) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(number);
  }

  private void flush() {
    buffer.flip();
    digest.update(buffer);
    buffer.clear();
  }
}
