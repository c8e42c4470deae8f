package io.spiketide.schema.codec;

import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.LearningSignal;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.WeightSnapshot;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One kind of packet as the tests see it: its codec, the packet of its golden file, and random
 * ones.
 *
 * @param golden a packet with every field set to something other than its default
 * @param random a valid packet, a function of the generator alone
 */
record PacketKind<T extends Record>(
    String name, Function<WireFormat, PacketCodec<T>> codec, T golden, Function<Random, T> random) {

  static final List<PacketKind<?>> ALL =
      List.of(
          new PacketKind<>(
              "SensorPacket", SensorPacketCodec::new, sensorPacket(), PacketKind::sensorPacket),
          new PacketKind<>(
              "SpikePacket", SpikePacketCodec::new, spikePacket(), PacketKind::spikePacket),
          new PacketKind<>("Decision", DecisionCodec::new, decision(), PacketKind::decision),
          new PacketKind<>(
              "LearningSignals",
              LearningSignalsCodec::new,
              learningSignals(),
              PacketKind::learningSignals),
          new PacketKind<>(
              "ControlCommand",
              ControlCommandCodec::new,
              controlCommand(),
              PacketKind::controlCommand),
          new PacketKind<>(
              "ControlAck", ControlAckCodec::new, controlAck(), PacketKind::controlAck),
          new PacketKind<>(
              "StateRecording",
              StateRecordingCodec::new,
              stateRecording(),
              PacketKind::stateRecording),
          new PacketKind<>(
              "LateEvents", LateEventsCodec::new, lateEvents(), PacketKind::lateEvents),
          new PacketKind<>(
              "DeadLetter", DeadLetterCodec::new, deadLetter(), PacketKind::deadLetter),
          new PacketKind<>(
              "WeightSnapshot",
              WeightSnapshotCodec::new,
              weightSnapshot(),
              PacketKind::weightSnapshot));

  byte[] encodeGolden(WireFormat format) {
    return codec.apply(format).encode(golden);
  }

  @Override
  public String toString() {
    return name;
  }

  private static SensorPacket sensorPacket() {
    return new SensorPacket(
        "camera-7",
        3,
        42,
        1_700_000_000_123_456L,
        "retina",
        1_700_000_000_000_000L,
        new int[] {0, 250, -3, 70_000},
        new int[] {17, 0, 1023, 17},
        new float[] {1, 2.5f, 1, -0.25f},
        List.of(
            EpisodeMark.start(1_700_000_000_000_000L, "gesture-1", "left"),
            EpisodeMark.end(1_700_000_000_070_000L, "gesture-1")),
        5);
  }

  private static SensorPacket sensorPacket(Random random) {
    int size = random.nextInt(300);
    return new SensorPacket(
        "s" + text(random),
        random.nextInt(3),
        random.nextLong() >>> 1,
        random.nextInt(4) == 0 ? Promise.NONE : random.nextLong(),
        text(random),
        random.nextLong(),
        ints(random, size),
        ints(random, size),
        floats(random, random.nextBoolean() ? size : 0),
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> mark(random)).toList(),
        random.nextInt(9));
  }

  private static EpisodeMark mark(Random random) {
    EpisodeMark.Kind[] kinds = EpisodeMark.Kind.values();
    return new EpisodeMark(
        kinds[random.nextInt(kinds.length)], random.nextLong(), "e" + text(random), text(random));
  }

  private static SpikePacket spikePacket() {
    return new SpikePacket(
        "reflex",
        "camera-7",
        "hidden",
        2,
        1,
        42,
        1000,
        1010,
        new int[] {0, 0, 3, 9},
        new int[] {5, 511, 0, 64},
        new int[] {1, 1, 4, 1},
        1000);
  }

  private static SpikePacket spikePacket(Random random) {
    int size = random.nextInt(300);
    return new SpikePacket(
        "n" + text(random),
        text(random),
        "p" + text(random),
        random.nextInt(100),
        random.nextInt(3),
        random.nextLong() >>> 1,
        random.nextLong(),
        random.nextLong(),
        naturals(random, size, 0),
        naturals(random, size, 0),
        naturals(random, random.nextBoolean() ? size : 0, 1),
        1 + random.nextInt(1_000_000));
  }

  private static Decision decision() {
    return new Decision(
        "reflex",
        "camera-7",
        "direction",
        1,
        42,
        1010,
        "gesture-1",
        "left",
        1000,
        1010,
        1000,
        2,
        "left",
        new double[] {0, 3.5, 12});
  }

  private static Decision decision(Random random) {
    int outputs = random.nextInt(20);
    long first = random.nextInt();
    return new Decision(
        "n" + text(random),
        text(random),
        "r" + text(random),
        random.nextInt(3),
        random.nextLong() >>> 1,
        random.nextLong(),
        text(random),
        text(random),
        first,
        first + random.nextInt(1000),
        1 + random.nextInt(1_000_000),
        random.nextInt(outputs + 1) - 1,
        text(random),
        random.doubles(outputs, -1e9, 1e9).toArray());
  }

  private static LearningSignals learningSignals() {
    return new LearningSignals(
        "teacher",
        1,
        42,
        1_700_000_000_123_456L,
        "output",
        List.of(
            new LearningSignal(1_700_000_000_000_000L, -0.5, "left", 3),
            new LearningSignal(1_700_000_000_000_500L, 1, "", -1)));
  }

  private static LearningSignals learningSignals(Random random) {
    return new LearningSignals(
        "s" + text(random),
        random.nextInt(3),
        random.nextLong() >>> 1,
        random.nextLong(),
        text(random),
        IntStream.range(0, random.nextInt(20))
            .mapToObj(
                i ->
                    new LearningSignal(
                        random.nextLong(),
                        random.nextGaussian(),
                        text(random),
                        random.nextInt(100) - 1))
            .toList());
  }

  private static ControlCommand controlCommand() {
    return new ControlCommand(
        "command-1",
        "reflex",
        "camera-7",
        5000,
        ControlAction.REPLACE_WEIGHTS,
        "retina-hidden",
        0.5,
        7,
        new double[] {0.25, -1, 3},
        "before-noon");
  }

  private static ControlCommand controlCommand(Random random) {
    ControlAction[] actions = ControlAction.values();
    return new ControlCommand(
        "c" + text(random),
        "n" + text(random),
        text(random),
        random.nextLong(),
        actions[random.nextInt(actions.length)],
        text(random),
        random.nextGaussian(),
        random.nextInt(1000),
        random.doubles(random.nextInt(50), -1e9, 1e9).toArray(),
        text(random));
  }

  private static ControlAck controlAck() {
    return new ControlAck(
        "command-1", "reflex", "camera-7", "stage-1", 2, 5000, "9f86d081884c7d65", "no weights");
  }

  private static ControlAck controlAck(Random random) {
    return new ControlAck(
        "c" + text(random),
        "n" + text(random),
        text(random),
        text(random),
        random.nextInt(9),
        random.nextLong(),
        text(random),
        text(random));
  }

  private static StateRecording stateRecording() {
    return new StateRecording(
        "reflex",
        "camera-7",
        "hidden",
        "v",
        1,
        42,
        1000,
        10,
        4,
        new int[] {0, 7},
        new double[] {-70, -70.5, -65.25, -64, -55.125, 1e-9},
        1010,
        100);
  }

  private static StateRecording stateRecording(Random random) {
    int ticks = random.nextInt(30);
    int every = 1 + random.nextInt(5);
    int neurons = random.nextInt(10);
    return new StateRecording(
        "n" + text(random),
        text(random),
        "p" + text(random),
        "v" + text(random),
        random.nextInt(3),
        random.nextLong() >>> 1,
        random.nextLong(),
        ticks,
        every,
        ints(random, neurons),
        random.doubles((ticks + every - 1L) / every * neurons).toArray(),
        random.nextLong(),
        1 + random.nextInt(1_000_000));
  }

  private static WeightSnapshot weightSnapshot() {
    return new WeightSnapshot(
        "reflex",
        "camera-7",
        "retina->hidden",
        "before-noon",
        "stage-1",
        2,
        5000,
        1000,
        1,
        3,
        new int[] {0, 7},
        new int[] {3, 3},
        new int[] {12, 19},
        4,
        new double[] {0.25, -1e-9},
        "9f86d081884c7d65");
  }

  private static WeightSnapshot weightSnapshot(Random random) {
    int size = random.nextInt(100);
    boolean pairs = random.nextBoolean();
    return new WeightSnapshot(
        "n" + text(random),
        text(random),
        "p" + text(random),
        "s" + text(random),
        text(random),
        random.nextInt(9),
        random.nextLong(),
        1 + random.nextInt(1_000_000),
        0,
        1 + random.nextInt(9),
        ints(random, pairs ? size : 0),
        ints(random, pairs ? size : 0),
        ints(random, random.nextBoolean() ? size : 0),
        random.nextInt(1000),
        random.doubles(size, -1e9, 1e9).toArray(),
        text(random));
  }

  private static LateEvents lateEvents() {
    return new LateEvents(
        "reflex",
        "camera-7",
        "camera",
        "retina",
        3,
        42,
        1_700_000_000_100_000L,
        1_700_000_000_000_000L,
        new int[] {-5, 20},
        new int[] {3, 4},
        new float[] {1, 2},
        "sensor-events",
        3,
        99_120);
  }

  private static LateEvents lateEvents(Random random) {
    int size = random.nextInt(100);
    return new LateEvents(
        "n" + text(random),
        text(random),
        text(random),
        text(random),
        random.nextInt(3),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        ints(random, size),
        ints(random, size),
        floats(random, random.nextBoolean() ? size : 0),
        text(random),
        random.nextInt(64),
        random.nextLong());
  }

  private static DeadLetter deadLetter() {
    return new DeadLetter(
        "reflex",
        DeadLetterReason.ADDRESS_OUT_OF_RANGE,
        "address 1024 is outside input 'retina' of 1024; check the producer's shape",
        "sensor-events",
        3,
        99_120,
        1_700_000_000_123L,
        "camera-7",
        2,
        new byte[] {99, 97, 109},
        new byte[] {0, -1, 127, -128});
  }

  private static DeadLetter deadLetter(Random random) {
    byte[] key = new byte[random.nextInt(20)];
    byte[] value = new byte[random.nextInt(200)];
    random.nextBytes(key);
    random.nextBytes(value);
    return new DeadLetter(
        text(random),
        DeadLetterReason.ALL.get(random.nextInt(DeadLetterReason.ALL.size())),
        text(random),
        text(random),
        random.nextInt(64),
        random.nextLong(),
        random.nextLong(),
        text(random),
        random.nextInt(1000),
        key,
        value);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 5)
        .mapToObj(i -> List.of("a", "Z", "/", "µ", "\uD83D\uDE00").get(i))
        .reduce("", String::concat);
  }

  private static int[] ints(Random random, int size) {
    return IntStream.range(0, size).map(i -> random.nextInt() >> random.nextInt(32)).toArray();
  }

  private static int[] naturals(Random random, int size, int least) {
    return IntStream.range(0, size)
        .map(i -> least + (random.nextInt() >>> (2 + random.nextInt(29))))
        .toArray();
  }

  private static float[] floats(Random random, int size) {
    float[] items = new float[size];
    for (int i = 0; i < size; i++) {
      items[i] = (float) random.nextGaussian();
    }
    return items;
  }
}
