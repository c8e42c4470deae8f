package io.spiketide.it;

import io.spiketide.schema.Decision;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decisions exactly as a consumer got them, nothing dropped, in the order of each instance. */
final class DecisionLog {
  private final DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);
  private final TreeMap<String, List<Decision>> channels = new TreeMap<>();
  private int size;

  void add(ConsumerRecord<byte[], byte[]> record) throws Exception {
    add(codec.decode(record.value()));
  }

  private void add(Decision decision) {
    String channel = decision.instance() + "?" + decision.readout();
    channels.computeIfAbsent(channel, c -> new ArrayList<>()).add(decision);
    size++;
  }

  /** What the reference simulator says, in order of sequence. */
  static DecisionLog of(Harvest expected) {
    DecisionLog log = new DecisionLog();
    expected.decisions().forEach(log::add);
    return log;
  }

  int size() {
    return size;
  }

  /** Records whose sequence came before, or out of order. */
  long repetitions() {
    long count = 0;
    for (List<Decision> decisions : channels.values()) {
      long next = 0;
      for (Decision decision : decisions) {
        count += decision.sequence() < next ? 1 : 0;
        next = Math.max(next, decision.sequence() + 1);
      }
    }
    return count;
  }

  /** Sequences that are missing before the last one. */
  long missing() {
    long count = 0;
    for (List<Decision> decisions : channels.values()) {
      long last = decisions.stream().mapToLong(Decision::sequence).max().orElse(-1);
      count += last + 1 - decisions.stream().mapToLong(Decision::sequence).distinct().count();
    }
    return count;
  }

  /** Digest over every record of every channel, in the order of arrival. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      channels.forEach(
          (channel, decisions) ->
              decisions.forEach(
                  d -> digest.update((channel + d + "\n").getBytes(StandardCharsets.UTF_8))));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
