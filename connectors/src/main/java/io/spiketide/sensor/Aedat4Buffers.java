package io.spiketide.sensor;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;

/** The flatbuffers of an AEDAT 4 file that is written; each begins with its length. */
final class Aedat4Buffers {
  private static final int EVENT = 16;
  private static final int EVENT_ALIGNMENT = 8;

  private Aedat4Buffers() {}

  /** The header {@code IOHE}. */
  static ByteBuffer header(
      int width, int height, Aedat4Compression compression, long tablePosition) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    builder.forceDefaults(true); // the position is always there, so that it can be told later
    int description = builder.createString(description(width, height, compression));
    builder.startTable(3);
    builder.addInt(0, compression.number, 0);
    builder.addLong(1, tablePosition, -1);
    builder.addOffset(2, description, 0);
    builder.finishSizePrefixed(builder.endTable(), Aedat4Header.IDENTIFIER);
    return builder.dataBuffer();
  }

  /** Names the one stream as DV names its own. */
  private static String description(int width, int height, Aedat4Compression compression) {
    return """
        <dv version="2.0">
            <node name="outInfo" path="/mainloop/Recorder/outInfo/">
                <node name="0" path="/mainloop/Recorder/outInfo/0/">
                    <attr key="compression" type="string">%s</attr>
                    <attr key="originalModuleName" type="string">spiketide</attr>
                    <attr key="originalOutputName" type="string">events</attr>
                    <attr key="typeDescription" type="string">Array of events (polarity ON/OFF).</attr>
                    <attr key="typeIdentifier" type="string">EVTS</attr>
                    <node name="info" path="/mainloop/Recorder/outInfo/0/info/">
                        <attr key="sizeX" type="int">%d</attr>
                        <attr key="sizeY" type="int">%d</attr>
                        <attr key="source" type="string">spiketide</attr>
                        <attr key="tsOffset" type="long">0</attr>
                    </node>
                </node>
            </node>
        </dv>
        """
        .formatted(compression, width, height);
  }

  /**
   * A packet {@code EVTS}.
   *
   * @param events structs of 16 bytes, one after another
   */
  static ByteBuffer events(byte[] events) {
    FlatBufferBuilder builder = new FlatBufferBuilder(events.length + 64);
    builder.createUnintializedVector(EVENT, events.length / EVENT, EVENT_ALIGNMENT).put(events);
    int vector = builder.endVector();
    builder.startTable(1);
    builder.addOffset(0, vector, 0);
    builder.finishSizePrefixed(builder.endTable(), Aedat4Format.EVENTS);
    return builder.dataBuffer();
  }
}
