package io.spiketide.schema.codec;

import io.spiketide.schema.LearningSignal;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Learning signals to bytes and back. Single-threaded. */
public final class LearningSignalsCodec implements PacketCodec<LearningSignals> {
  private static final int[] SIGNAL = {0, 1, 2, 3};

  private final Envelope envelope;

  public LearningSignalsCodec(WireFormat format) {
    envelope = new Envelope("LearningSignals", format);
  }

  @Override
  public byte[] encode(LearningSignals packet) {
    return envelope.write(out -> write(packet, out));
  }

  @Override
  public LearningSignals decode(byte[] record) throws WireException {
    return envelope.read(record, LearningSignalsCodec::read);
  }

  private static void write(LearningSignals packet, WireWriter out) throws IOException {
    out.string(packet.source());
    out.int64(packet.epoch());
    out.int64(packet.sequence());
    out.int64(packet.frontier());
    out.string(packet.population());
    writeSignals(packet.signals(), out);
  }

  private static LearningSignals read(WireReader in, int[] natural) throws IOException {
    String source = "";
    long epoch = 0;
    long sequence = 0;
    long frontier = 0;
    String population = "";
    List<LearningSignal> signals = List.of();
    for (int field : in.fields(natural)) {
      switch (field) {
        case 0 -> source = in.string();
        case 1 -> epoch = in.int64();
        case 2 -> sequence = in.int64();
        case 3 -> frontier = in.int64();
        case 4 -> population = in.string();
        case 5 -> signals = readSignals(in);
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new LearningSignals(source, epoch, sequence, frontier, population, signals);
  }

  private static void writeSignals(List<LearningSignal> signals, WireWriter out)
      throws IOException {
    out.arrayStart(signals.size());
    for (LearningSignal signal : signals) {
      out.item();
      out.int64(signal.time());
      out.float64(signal.reward());
      out.string(signal.label());
      out.int32(signal.neuron());
    }
    out.arrayEnd();
  }

  private static List<LearningSignal> readSignals(WireReader in) throws IOException {
    List<LearningSignal> signals = new ArrayList<>();
    for (int block = in.arrayStart(); block > 0; block = in.arrayNext()) {
      for (int i = 0; i < block; i++) {
        signals.add(readSignal(in));
      }
    }
    return signals;
  }

  private static LearningSignal readSignal(WireReader in) throws IOException {
    long time = 0;
    double reward = 0;
    String label = "";
    int neuron = -1;
    for (int field : in.fields(SIGNAL)) {
      switch (field) {
        case 0 -> time = in.int64();
        case 1 -> reward = in.float64();
        case 2 -> label = in.string();
        case 3 -> neuron = in.int32();
        default -> throw Envelope.noSuchField(field);
      }
    }
    return new LearningSignal(time, reward, label, neuron);
  }
}
