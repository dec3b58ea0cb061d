package dev.autopack.gate.syntax;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.SyntaxCheck;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** XML, without reading what it refers to. */
public final class XmlSyntax implements SyntaxCheck {
  private static final Set<String> EXTENSIONS = Set.of("xml", "svg", "xsd", "csproj", "fxml");

  @Override
  public boolean reads(RepoPath path) {
    return EXTENSIONS.contains(path.extension());
  }

  @Override
  public Optional<String> problem(String text) {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // An entity that only a DTD declares is no fault of the file.
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        reader.next();
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      var line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      var message = String.valueOf(e.getMessage()).replaceAll("(?s)^ParseError at.*?Message: ", "");
      return Optional.of("line %d: %s".formatted(line, message.strip()));
    }
  }
}
