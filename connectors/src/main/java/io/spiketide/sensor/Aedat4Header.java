package io.spiketide.sensor;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the start of an AEDAT 4 file says.
 *
 * @param compression of packets and table
 * @param tablePosition byte at which packets end and the table of them begins; -1 if there is none
 * @param streams by their number, as far as the description tells
 */
record Aedat4Header(int compression, long tablePosition, Map<Integer, Stream> streams) {
  static final String MAGIC = "#!AER-DAT4.0\r\n";
  static final String IDENTIFIER = "IOHE";

  private static final int MOST_BYTES = 1 << 24;

  /**
   * One stream of packets.
   *
   * @param type of its packets, such as {@code EVTS}; empty if not told
   * @param width of the sensor, 0 if not told
   * @param height of the sensor, 0 if not told
   */
  record Stream(String type, int width, int height) {
    static final Stream UNKNOWN = new Stream("", 0, 0);

    private Stream with(String key, String value) {
      return switch (key) {
        case "typeIdentifier" -> new Stream(value, width, height);
        case "sizeX" -> new Stream(type, number(value), height);
        case "sizeY" -> new Stream(type, width, number(value));
        default -> this;
      };
    }
  }

  Stream stream(int number) {
    return streams.getOrDefault(number, Stream.UNKNOWN);
  }

  /** Takes the header away from the front of a source. */
  static Aedat4Header take(ByteSource source) throws SensorException {
    int prefix = MAGIC.length() + 4;
    if (source.ensure(prefix) < prefix) {
      throw source.fault("the file ends within its header", "was it cut?");
    }
    source.advance(MAGIC.length());
    long size = Bytes.u32(source.array(), source.position());
    if (size > MOST_BYTES || source.ensure((int) size + 4) < size + 4) {
      throw source.fault(
          "a header of " + size + " bytes in a file that ends before", "is the file damaged?");
    }
    ByteBuffer buffer =
        ByteBuffer.wrap(source.array(), source.position(), (int) size + 4)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    try {
      FlatTable table = FlatTable.root(buffer);
      Aedat4Header header =
          new Aedat4Header(table.int32(0, 0), table.int64(1, -1), streams(table.text(2)));
      if (!Aedat4Expander.isKnown(header.compression)) {
        throw source.fault(
            "compression " + header.compression + " is not known", "write it with LZ4 or ZSTD");
      }
      source.advance((int) size + 4);
      return header;
    } catch (IndexOutOfBoundsException | XMLStreamException e) {
      throw source.fault(
          "the header is not laid out as it should be (" + firstLine(e) + ")",
          "is the file damaged?");
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Reads {@code outInfo}, whose child nodes are streams named by their numbers. */
  private static Map<Integer, Stream> streams(String xml) throws XMLStreamException {
    Map<Integer, Stream> streams = new TreeMap<>();
    if (xml.isBlank()) {
      return streams;
    }
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
    Deque<String> path = new ArrayDeque<>();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = String.valueOf(reader.getAttributeValue(null, "name"));
        String key = reader.getAttributeValue(null, "key");
        path.addLast(reader.getLocalName().equals("node") ? name : reader.getLocalName());
        if (key != null) {
          int stream = streamOf(path);
          String value = reader.getElementText();
          path.removeLast();
          if (stream >= 0) {
            streams.merge(
                stream, Stream.UNKNOWN.with(key, value), (before, now) -> before.with(key, value));
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        path.removeLast();
      }
    }
    return streams;
  }

  /** The number of the stream that an attribute belongs to; -1 for none. */
  private static int streamOf(Deque<String> path) {
    boolean next = false;
    for (String name : path) {
      if (next) {
        return number(name);
      }
      next = name.equals("outInfo");
    }
    return -1;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
