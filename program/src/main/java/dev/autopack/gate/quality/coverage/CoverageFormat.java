package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.report.ReportXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;

/** The formats that are read; each as a stream, whatever the size of the file. */
public enum CoverageFormat {
  JACOCO(JacocoXml::read),
  COBERTURA(CoberturaXml::read),
  LCOV(Lcov::read),
  GO_COVER(GoCover::read);

  private final Reader reader;

  CoverageFormat(Reader reader) {
    this.reader = reader;
  }

  public CoverageReading read(byte[] file) {
    return read(new ByteArrayInputStream(file));
  }

  /** Reads to the end; whoever opened it closes it. */
  public CoverageReading read(InputStream file) {
    try {
      return new CoverageReading.Read(reader.read(file));
    } catch (MalformedReportException e) {
      return new CoverageReading.Unreadable(e.getMessage());
    } catch (XMLStreamException e) {
      return new CoverageReading.Unreadable(ReportXml.explain(e));
    } catch (IOException e) {
      return new CoverageReading.Unreadable("it cannot be read: " + e.getMessage());
    }
  }

  /** One format's reader. */
  private interface Reader {
    ReportedCoverage read(InputStream file)
        throws MalformedReportException, XMLStreamException, IOException;
  }
}
