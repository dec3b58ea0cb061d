package dev.autopack.gate.report;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One report in XML, read from its start to its end and never held as a whole.
 *
 * <p>A document type may stand there. What it names outside of the file is never fetched and counts
 * as empty; entities that it declares itself are expanded within the JDK's bounds, past which the
 * file is not well formed. An element's text comes in pieces.
 */
public final class ReportXml {
  private static final int CHUNK_CHARS = 64 * 1024;

  /** Above what the JDK allows, since suites nest as their tools like; still a bound. */
  private static final int MAX_DEPTH = 10_000;

  private static final int MAX_ATTRIBUTES = 10_000;

  private final XMLStreamReader xml;

  private ReportXml(XMLStreamReader xml) {
    this.xml = xml;
  }

  /** Begins to read a file; whoever opened it closes it. */
  public static ReportXml open(InputStream file) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.cdataChunkSize", CHUNK_CHARS);
    factory.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
    factory.setProperty("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
    factory.setXMLResolver((_, _, _, _) -> InputStream.nullInputStream());
    try {
      return new ReportXml(factory.createXMLStreamReader(ReportText.open(file)));
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
  }

  /** Goes on to the next start or end of an element, or piece of text; false at the file's end. */
  public boolean next() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT,
            XMLStreamConstants.END_ELEMENT,
            XMLStreamConstants.CHARACTERS,
            XMLStreamConstants.CDATA -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  public boolean isStart() {
    return xml.isStartElement();
  }

  public boolean isEnd() {
    return xml.isEndElement();
  }

  /** Of the element, without its namespace. */
  public String name() {
    return xml.getLocalName();
  }

  /** Of the element that just began; empty where it has none of that name. */
  public String attribute(String name) {
    var value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** The piece of text that was just read. */
  public String text() {
    return xml.getText();
  }

  /** Passes over all that is left of the element that just began. */
  public void skip() throws XMLStreamException {
    var depth = 1;
    while (depth > 0 && next()) {
      depth += isStart() ? 1 : isEnd() ? -1 : 0;
    }
  }

  /** What is wrong and where, for people. */
  public static String explain(XMLStreamException e) {
    var line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
    var message = String.valueOf(e.getMessage()).replaceAll("(?s)^ParseError at.*?Message: ", "");
    return message.contains("Premature end of file") ? "the file is empty" : line + message.strip();
  }
}
