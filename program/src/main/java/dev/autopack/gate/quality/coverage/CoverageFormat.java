package dev.autopack.gate.quality.coverage;

import dev.autopack.gate.report.ReportXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;

/** The formats that are read; each as a stream, whatever the size of the file. */
public enum CoverageFormat {
  JACOCO,
  COBERTURA,
  LCOV,
  GO_COVER;

  public CoverageReading read(byte[] file) {
    return read(new ByteArrayInputStream(file));
  }

  /** Reads to the end; whoever opened it closes it. */
  public CoverageReading read(InputStream file) {
    try {
      return new CoverageReading.Read(readFile(file));
    } catch (MalformedReportException e) {
      return new CoverageReading.Unreadable(e.why());
    } catch (XMLStreamException e) {
      return new CoverageReading.Unreadable(ReportXml.explain(e));
    } catch (IOException e) {
      return new CoverageReading.Unreadable("it cannot be read: " + e.getMessage());
    }
  }

  private ReportedCoverage readFile(InputStream file)
      throws MalformedReportException, XMLStreamException, IOException {
    return switch (this) {
      case JACOCO -> JacocoXml.read(file);
      case COBERTURA -> CoberturaXml.read(file);
      case LCOV -> Lcov.read(file);
      case GO_COVER -> GoCover.read(file);
    };
  }
}
