package io.spiketide.schema.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void rawRecordsOfEqualContentAreEqual() {
    RawRecord one = new RawRecord("spikes", 3, 99L, 5L, new byte[] {1}, new byte[] {2, 3});
    RawRecord same = new RawRecord("spikes", 3, 99L, 5L, new byte[] {1}, new byte[] {2, 3});
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one)
        .isNotEqualTo(new RawRecord("spikes", 3, 99L, 5L, null, new byte[] {2, 3}))
        .isNotEqualTo(new RawRecord("spikes", 3, 99L, 5L, new byte[] {1}, new byte[] {2, 4}))
        .isNotEqualTo(new RawRecord("spikes", 3, 98L, 5L, new byte[] {1}, new byte[] {2, 3}));
  }

  @Test
  void rawRecordsNameTheirCoordinates() {
    assertThat(new RawRecord("spikes", 3, 99120L, 5L, null, new byte[0]))
        .hasToString("topic spikes, partition 3, offset 99120");
  }

  @Test
  void outboundRecordsOfEqualContentAreEqual() {
    OutboundRecord one = new OutboundRecord("decisions", new byte[] {1}, new byte[] {2}, 7L);
    OutboundRecord same = new OutboundRecord("decisions", new byte[] {1}, new byte[] {2}, 7L);
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one)
        .isNotEqualTo(new OutboundRecord("decisions", new byte[] {1}, new byte[] {2}, 8L))
        .isNotEqualTo(new OutboundRecord("decisions", new byte[] {1}, new byte[] {3}, 7L))
        .isNotEqualTo(new OutboundRecord("decisions", null, new byte[] {2}, 7L));
  }

  @Test
  void anOutboundRecordBeforeTheEpochIsRefused() {
    assertThatThrownBy(() -> new OutboundRecord("decisions", null, new byte[0], -1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decisions")
        .hasMessageContaining("-1 ms");
  }
}
