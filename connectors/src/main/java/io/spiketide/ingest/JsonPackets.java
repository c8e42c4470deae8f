package io.spiketide.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.spiketide.schema.EpisodeMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Packets in JSON: an object, or a list of them, with the fields of the Avro schema. Only {@code
 * addresses} or {@code marks} must be there; unknown fields are mistakes.
 */
final class JsonPackets {
  private static final int DEEPEST = 8;
  private static final int LONGEST_TEXT = 1024;
  private static final int LONGEST_NUMBER = 32;
  private static final String MEND = "see jobs/docs/ingest.md for the form";

  private static final List<String> FIELDS =
      List.of(
          "source",
          "epoch",
          "sequence",
          "frontier",
          "input",
          "time",
          "timeOffsets",
          "addresses",
          "values",
          "marks",
          "dropped");
  private static final List<String> MARK_FIELDS = List.of("kind", "time", "id", "label");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private final JsonParser parser;
  private int packet;

  private JsonPackets(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads everything.
   *
   * @throws FramingException naming packet and field of the first mistake
   */
  static List<DevicePacket> read(byte[] body) throws FramingException {
    try (JsonParser parser = JSON.createParser(body)) {
      return new JsonPackets(parser).all();
    } catch (IOException e) {
      String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
      throw new FramingException("the body is no JSON (" + lines[0] + ")", MEND);
    }
  }

  private List<DevicePacket> all() throws IOException, FramingException {
    List<DevicePacket> packets = new ArrayList<>();
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        packets.add(packet());
      }
    } else if (first != null) {
      packets.add(packet());
    }
    if (packets.isEmpty()) {
      throw new FramingException("the body has no packet", MEND);
    }
    if (parser.nextToken() != null) {
      throw new FramingException("something follows the last packet", MEND);
    }
    return packets;
  }

  private DevicePacket packet() throws IOException, FramingException {
    packet++;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw mistake("", "is no object");
    }
    String source = "";
    long epoch = 0;
    Long sequence = null;
    Long frontier = null;
    String input = "";
    Long time = null;
    int[] timeOffsets = {};
    int[] addresses = {};
    float[] values = {};
    List<EpisodeMark> marks = List.of();
    long dropped = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "source" -> source = text(field);
        case "epoch" -> epoch = notNegative(field);
        case "sequence" -> sequence = notNegative(field);
        case "frontier" -> frontier = number(field);
        case "input" -> input = text(field);
        case "time" -> time = number(field);
        case "timeOffsets" -> timeOffsets = ints(field);
        case "addresses" -> addresses = ints(field);
        case "values" -> values = floats(field);
        case "marks" -> marks = marks(field);
        case "dropped" -> dropped = notNegative(field);
        default -> throw mistake(field, "is unknown; use one of " + FIELDS);
      }
    }
    checkLength("timeOffsets", timeOffsets.length, addresses.length);
    checkLength("values", values.length, addresses.length);
    if (time == null && (timeOffsets.length > 0 || sequence != null)) {
      throw mistake("time", "is missing, and packets with 'timeOffsets' or 'sequence' need it");
    }
    return new DevicePacket(
        source,
        epoch,
        sequence,
        frontier,
        input,
        time,
        timeOffsets,
        addresses,
        values,
        marks,
        dropped);
  }

  private void checkLength(String field, int length, int addresses) throws FramingException {
    if (length != 0 && length != addresses) {
      throw mistake(field, "has " + length + " entries, and there are " + addresses + " addresses");
    }
  }

  private List<EpisodeMark> marks(String field) throws IOException, FramingException {
    List<EpisodeMark> marks = new ArrayList<>();
    require(JsonToken.START_ARRAY, field, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.START_OBJECT, field, "a list of objects");
      marks.add(mark());
    }
    return marks;
  }

  private EpisodeMark mark() throws IOException, FramingException {
    EpisodeMark.Kind kind = null;
    Long time = null;
    String id = "";
    String label = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "kind" -> kind = kind(text(field));
        case "time" -> time = number(field);
        case "id" -> id = text(field);
        case "label" -> label = text(field);
        default -> throw mistake("marks." + field, "is unknown; use one of " + MARK_FIELDS);
      }
    }
    if (kind == null || time == null || id.isEmpty()) {
      throw mistake("marks", "need a 'kind' of START or END, a 'time' and an 'id'");
    }
    return new EpisodeMark(kind, time, id, label);
  }

  private static EpisodeMark.@Nullable Kind kind(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "START" -> EpisodeMark.Kind.START;
      case "END" -> EpisodeMark.Kind.END;
      default -> null;
    };
  }

  private String text(String field) throws IOException, FramingException {
    require(JsonToken.VALUE_STRING, field, "a text");
    return parser.getText();
  }

  private long notNegative(String field) throws IOException, FramingException {
    long number = number(field);
    if (number < 0) {
      throw mistake(field, "is " + number + ", below 0");
    }
    return number;
  }

  private long number(String field) throws IOException, FramingException {
    require(JsonToken.VALUE_NUMBER_INT, field, "a whole number");
    return parser.getLongValue();
  }

  private int[] ints(String field) throws IOException, FramingException {
    require(JsonToken.START_ARRAY, field, "a list of whole numbers");
    int[] numbers = new int[16];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.VALUE_NUMBER_INT, field, "a list of whole numbers");
      numbers = size == numbers.length ? Arrays.copyOf(numbers, 2 * size) : numbers;
      numbers[size++] = parser.getIntValue();
    }
    return Arrays.copyOf(numbers, size);
  }

  private float[] floats(String field) throws IOException, FramingException {
    require(JsonToken.START_ARRAY, field, "a list of numbers");
    float[] numbers = new float[16];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw mistake(field, "wants a list of numbers");
      }
      numbers = size == numbers.length ? Arrays.copyOf(numbers, 2 * size) : numbers;
      numbers[size++] = parser.getFloatValue();
    }
    return Arrays.copyOf(numbers, size);
  }

  private void require(JsonToken token, String field, String wanted) throws FramingException {
    if (parser.currentToken() != token) {
      throw mistake(field, "wants " + wanted);
    }
  }

  private FramingException mistake(String field, String fault) {
    String place = "packet " + packet + (field.isEmpty() ? "" : ", field '" + field + "'");
    return new FramingException(place + ": " + fault, MEND);
  }
}
