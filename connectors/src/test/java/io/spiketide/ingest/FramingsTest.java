package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Datagrams written out byte by byte from the senders' sources. */
class FramingsTest {
  private static final HexFormat HEX = HexFormat.of();

  static List<Framing> all() {
    return Framings.all();
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HEX.parseHex(hex.replace(" ", "")));
  }

  @Test
  void aWordOfAeStreamSaysItselfWhetherATimeStampFollows() throws Exception {
    // AEStream on a PC: x << 16 | y | 0x8000 where ON; bit 31 where there is no time stamp.
    String stamped = "0380 0501" + "40e2 0100"; // x 0x105, y 3, ON, 123456 µs
    String untimed = "0300 0581"; // x 0x105, y 3, OFF
    assertThat(RawEvents.of(new SpifFraming(), bytes(stamped + untimed + stamped)))
        .containsExactly("123456: 261,3 ON", "now: 261,3 OFF", "123456: 261,3 ON");
  }

  @Test
  void aTimeStampOfAeStreamIsWithoutSign() throws Exception {
    assertThat(RawEvents.of(new SpifFraming(), bytes("0000 0000 ffff ffff")))
        .containsExactly("4294967295: 0,0 OFF");
  }

  @Test
  void aDatagramOfAeStreamThatEndsWithinAnEventIsRefusedWhole() {
    assertThatThrownBy(() -> new SpifFraming().check(bytes("0380 0501 40e2 0100 0380 0501")))
        .isInstanceOf(FramingException.class)
        .hasMessageContaining("the last of 3 words wants a time stamp behind it; see that");
    assertThatThrownBy(() -> new SpifFraming().check(bytes("0380 05")))
        .hasMessageContaining("3 bytes are not of framing 'spif', which has words of 4 bytes; ");
  }

  @Test
  void faerysEventsHaveThirteenBytesOrEight() throws Exception {
    assertThat(RawEvents.of(new FaeryFraming(), bytes("40e2 0100 0000 0000 0501 0300 01")))
        .containsExactly("123456: 261,3 ON");
    assertThat(RawEvents.of(new Faery32Framing(), bytes("40e2 0100 0501 0600 40e2 0100 0501 0700")))
        .containsExactly("123456: 261,3 OFF", "123456: 261,3 ON");
    assertThatThrownBy(() -> new FaeryFraming().check(bytes("40e2 0100 0000 0000 0501 0300")))
        .hasMessageContaining("12 bytes are not of framing 'faery', which has events of 13 bytes");
  }

  @Test
  void jaersDatagramsBeginWithTheirNumber() throws Exception {
    // DAVIS: y << 22 | x << 12 | polarity << 11
    String event = "00c4 6800" + "0001 e240"; // y 3, x 0x46 = 70, ON, 123456 µs
    assertThat(RawEvents.of(Framings.named("aedat-davis"), bytes("0000 0007" + event)))
        .containsExactly("#7", "123456: 70,3 ON");
    // DVS128: y << 8 | x << 1 | 0 for ON
    assertThat(RawEvents.of(Framings.named("aedat-dvs128"), bytes("00000001 0000038c 00000005")))
        .containsExactly("#1", "5: 70,3 ON");
    assertThat(RawEvents.of(Framings.named("aedat-flat"), bytes("00000001 0000000b 00000005")))
        .containsExactly("#1", "5: 11,0 ON");
    assertThatThrownBy(() -> Framings.named("aedat-davis").check(bytes(event)))
        .hasMessageContaining("8 bytes are not of framing 'aedat-davis', which has a number");
    assertThatThrownBy(() -> Framings.named("aedat-davis").check(bytes("8000 0000")))
        .hasMessageContaining("datagram number -2147483648 is below 0; switch jAER's");
  }

  @Test
  void wordsOfACameraAboutItselfAreNoEvents() {
    RawEvents events = new RawEvents();
    Framings.named("aedat-davis").decode(bytes("80c46800 00000001 00c46c00 00000001"), events);
    Framings.named("aedat-dvs128").decode(bytes("0000838c 00000001"), events);
    assertThat(events.all).isEmpty();
    assertThat(events.special).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aStreamMayBeCutAnywhere(Framing framing) {
    byte[] stream = new byte[13 * 8 * 20];
    for (int i = 0; i < stream.length; i++) {
      stream[i] = (byte) (i * 31 >>> 3);
    }
    RawEvents whole = new RawEvents();
    framing.decode(ByteBuffer.wrap(stream), whole);
    assertThat(whole.all).isNotEmpty();
    for (int size = 1; size < 40; size++) {
      RawEvents pieces = new RawEvents();
      int begin = 0;
      for (int end = size; begin < stream.length; end = Math.min(end + size, stream.length)) {
        ByteBuffer piece = ByteBuffer.wrap(stream, begin, end - begin);
        framing.decode(piece, pieces);
        assertThat(piece.remaining()).isLessThan(Framing.LONGEST_EVENT);
        begin = piece.position();
        if (end == stream.length) {
          break;
        }
      }
      assertThat(pieces.all).as("pieces of %d bytes", size).isEqualTo(whole.all);
    }
  }

  @Test
  void everyFramingIsListedAndAnUnknownOneNamesThem() {
    assertThat(Framings.all()).extracting(Framing::name).doesNotHaveDuplicates();
    assertThatThrownBy(() -> Framings.named("spiff"))
        .hasMessage(
            "unknown framing 'spiff'; use one of spif, faery, faery32, aedat-davis, aedat-dvs128,"
                + " aedat-flat");
  }
}
