package io.spiketide.ingest;

/** What the bits of a raw address mean, which depends on the camera. */
enum AedatAddress {
  /**
   * DAVIS cameras of up to 512 rows: bit 31 is 0 for an event, y in bits 30 to 22, x in 21 to 12,
   * polarity in 11; bit 10 marks a word that is no event.
   */
  DAVIS("davis") {
    @Override
    void decode(int address, long stamp, RawSink sink) {
      if ((address & NO_DAVIS_EVENT) != 0) {
        sink.special();
      } else {
        sink.event(
            stamp, (address >>> 12) & 0x3FF, (address >>> 22) & 0x1FF, (address & 0x800) != 0);
      }
    }
  },

  /**
   * The DVS128: bit 15 marks a word that is no event, y in bits 14 to 8, x in 7 to 1, bit 0 is 0
   * for ON.
   */
  DVS128("dvs128") {
    @Override
    void decode(int address, long stamp, RawSink sink) {
      if ((address & 0x8000) != 0) {
        sink.special();
      } else {
        sink.event(stamp, (address >>> 1) & 0x7F, (address >>> 8) & 0x7F, (address & 1) == 0);
      }
    }
  },

  /** The address itself, for sensors of one dimension. */
  FLAT("flat") {
    @Override
    void decode(int address, long stamp, RawSink sink) {
      sink.event(stamp, address, 0, true);
    }
  };

  private static final int NO_DAVIS_EVENT = 0x8000_0400;

  private final String symbol;

  AedatAddress(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  abstract void decode(int address, long stamp, RawSink sink);
}
