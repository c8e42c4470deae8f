package io.spiketide.yaml;

import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Shape;
import io.spiketide.time.TimeBase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The forms of plain values: words, numbers, times, shapes. */
final class Forms {
  private static final double MICROS_PER_MILLI = 1000;

  private Forms() {}

  static final Form<String> WORD = new Form<>("word", Schemas.type("string"), Value::text);

  static final Form<List<String>> WORDS =
      new Form<>(
          "list of words",
          Schemas.listOf(Map.of("type", List.of("string", "number", "boolean"))),
          v -> v.items().stream().map(Value::text).toList());

  static final Form<Double> NUMBER = new Form<>("number", Schemas.type("number"), Numbers::number);

  static final Form<Boolean> FLAG =
      new Form<>(
          "true or false",
          Schemas.type("boolean"),
          v ->
              switch (v.text()) {
                case "true" -> true;
                case "false" -> false;
                default -> throw v.mistake(v.kind() + " is neither true nor false", "write one");
              });

  static final Form<Long> LONG =
      new Form<>("whole number", Schemas.type("integer"), Numbers::whole);

  static final Form<Integer> COUNT = count(1);

  static final Form<Integer> COUNT_OR_ZERO = count(0);

  /** Event time in µs, above 0. */
  static final Form<Long> MICROS =
      new Form<>("time (whole µs)", Schemas.time(), v -> Times.wholeMicros(v, 1));

  /** Length of a tick in µs. */
  static final Form<Long> TICK_MICROS =
      new Form<>(
          "time (whole µs)",
          Schemas.time(),
          v -> {
            long micros = MICROS.read(v);
            if (micros > TimeBase.MAX_TICK_MICROS) {
              throw v.mistake(
                  v.text() + " is longer than " + TimeBase.MAX_TICK_MICROS + " us",
                  "give a shorter tick");
            }
            return micros;
          });

  /** Event time in µs, 0 or above. */
  static final Form<Long> MICROS_OR_ZERO =
      new Form<>("time (whole µs)", Schemas.time(), v -> Times.wholeMicros(v, 0));

  /** Wall-clock time in ms, above 0. */
  static final Form<Long> MILLIS =
      new Form<>("time (whole ms)", Schemas.time(), v -> Times.wholeMillis(v, 1));

  /** Model time in ms, above 0. */
  static final Form<Double> STEP =
      new Form<>(
          "time",
          Schemas.time(),
          v -> {
            BigDecimal micros = Times.micros(v);
            if (micros.signum() <= 0) {
              throw v.mistake(v.text() + " is not above 0", "give a time above 0");
            }
            return micros.doubleValue() / MICROS_PER_MILLI;
          });

  /** Event time in ticks, at least 1. */
  static final Form<Long> TICKS =
      new Form<>(
          "time (multiple of the tick)",
          Schemas.time(),
          v -> {
            long ticks = Times.ticks(v);
            if (ticks < 1 && v.reading().tickKnown()) {
              throw v.mistake(v.text() + " is less than a tick", "give one tick or more");
            }
            return Math.max(1, ticks);
          });

  /** {@link #TICKS} that an int holds. */
  static final Form<Integer> FEW_TICKS =
      new Form<>(
          "time (multiple of the tick)",
          Schemas.time(),
          v -> {
            long ticks = TICKS.read(v);
            if (ticks > Integer.MAX_VALUE) {
              throw v.mistake(
                  v.text() + " is " + ticks + " ticks, more than " + Integer.MAX_VALUE,
                  "give less");
            }
            return (int) ticks;
          });

  static final Form<Shape> SHAPE =
      new Form<>(
          "list of whole numbers",
          Schemas.anyOf(Schemas.listOf(Schemas.atLeast(1)), Schemas.atLeast(1)),
          v ->
              new Shape(
                  v.isList()
                      ? v.items().stream().map(COUNT::read).toList()
                      : List.of(COUNT.read(v))));

  /** Two numbers of a plane, each at least 1, or one for both. */
  static final Form<Pair> PAIR = pair(COUNT, 1);

  /** Two numbers of a plane, each at least 0, or one for both. */
  static final Form<Pair> PAIR_OR_ZERO = pair(COUNT_OR_ZERO, 0);

  /** One of the given words. */
  static Form<String> choice(List<String> words) {
    return new Form<>(
        String.join(" \\| ", words),
        Map.of("enum", words),
        v -> {
          if (!words.contains(v.text())) {
            throw v.mistake("unknown choice " + v.kind(), "use one of " + words);
          }
          return v.text();
        });
  }

  private static Form<Integer> count(int least) {
    return new Form<>(
        "whole number",
        Schemas.atLeast(least),
        v -> {
          long number = Numbers.whole(v);
          if (number < least || number > Integer.MAX_VALUE) {
            throw v.mistake(
                number + " is outside " + least + ".." + Integer.MAX_VALUE,
                "give " + least + " or more");
          }
          return (int) number;
        });
  }

  private static Form<Pair> pair(Form<Integer> number, int least) {
    Map<String, Object> both = Schemas.listOf(Schemas.atLeast(least));
    return new Form<>(
        "whole number or [height, width]",
        Schemas.anyOf(Schemas.atLeast(least), both),
        v -> {
          if (!v.isList()) {
            return new Pair(number.read(v), number.read(v));
          } else if (v.items().size() != 2) {
            throw v.mistake(v.items().size() + " numbers for a plane", "write [height, width]");
          }
          return new Pair(number.read(v.items().get(0)), number.read(v.items().get(1)));
        });
  }
}
