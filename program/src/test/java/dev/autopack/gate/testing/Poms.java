package dev.autopack.gate.testing;

import java.util.Map;
import java.util.TreeMap;

/** Build files for small projects, on plugins that this repository's own build uses. */
public final class Poms {
  private Poms() {}

  public static Map<String, String> one() {
    return Map.of("pom.xml", pom("shop", "", DEPENDENCIES + PLUGINS));
  }

  /** The second is built after the first and does not depend on it. */
  public static Map<String, String> twoModules(String first, String second) {
    var modules =
        "<packaging>pom</packaging><modules><module>%s</module><module>%s</module></modules>"
            .formatted(first, second);
    var files = new TreeMap<String, String>();
    files.put("pom.xml", pom("shop", "", modules + DEPENDENCIES + PLUGINS));
    for (var module : new String[] {first, second}) {
      var parent =
          "<parent><groupId>example</groupId><artifactId>shop</artifactId><version>1</version></parent>";
      files.put(module + "/pom.xml", pom(module, parent, ""));
    }
    return files;
  }

  private static final String DEPENDENCIES =
      """
      <properties>
        <maven.compiler.release>17</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <dependencies>
        <dependency>
          <groupId>org.junit.jupiter</groupId>
          <artifactId>junit-jupiter</artifactId>
          <version>6.1.3</version>
          <scope>test</scope>
        </dependency>
      </dependencies>
      """;

  private static final String PLUGINS =
      """
      <build>
        <plugins>
          <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
          <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
          <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
        </plugins>
      </build>
      """;

  private static String pom(String name, String parent, String rest) {
    var group = parent.isEmpty() ? "<groupId>example</groupId><version>1</version>" : "";
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      %s%s<artifactId>%s</artifactId>
      %s
    </project>
    """
        .formatted(parent, group, name, rest);
  }
}
