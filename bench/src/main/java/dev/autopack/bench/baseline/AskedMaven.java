package dev.autopack.bench.baseline;

import dev.autopack.workspace.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Asks Maven, reads Surefire's reports as documents, and holds them against the totals that it
 * prints.
 */
final class AskedMaven implements Tool {
  private static final Pattern TOTAL =
      Pattern.compile(
          "(?m)^\\[\\w+\\] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)\\s*$");

  @Override
  public Said ask(Place place) throws IOException, InterruptedException {
    for (var folder : reportFolders(place.folder())) {
      FolderTree.remove(folder);
    }
    var exit =
        place.run(
            List.of("mvn", "-B", "-o", "-ntp", "-Dstyle.color=never", "--fail-at-end", "test"),
            Map.of("CI", "1", "TERM", "dumb"));
    var worst = new Worst();
    var counted = new TreeMap<String, Integer>();
    for (var folder : reportFolders(place.folder())) {
      var module =
          place.path(place.folder().relativize(folder.resolve("../..").normalize()).toString());
      try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
        for (var file : files) {
          read(file, module.replaceFirst("/$", ""), worst, counted);
        }
      }
    }
    var said = totals(exit.out());
    return new Said(
        worst.all(),
        exit.took().toMillis(),
        said.equals(counted) ? "" : "Maven counts %s, its reports %s; ".formatted(said, counted));
  }

  private static List<Path> reportFolders(Path top) throws IOException {
    try (var all = Files.walk(top)) {
      return all.filter(Files::isDirectory)
          .filter(folder -> folder.endsWith("target/surefire-reports"))
          .toList();
    }
  }

  private static void read(Path file, String module, Worst worst, Map<String, Integer> counted)
      throws IOException {
    try {
      var cases =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        if (cases.item(i) instanceof Element one) {
          var outcome = outcome(one);
          counted.merge(outcome, 1, Integer::sum);
          var suite = (module.isEmpty() ? "" : module + ":") + one.getAttribute("classname");
          worst.add(suite + "::" + one.getAttribute("name"), outcome);
        }
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("'%s' is no report: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String outcome(Element one) {
    var outcome = "PASSED";
    for (Node child = one.getFirstChild(); child != null; child = child.getNextSibling()) {
      outcome =
          switch (child.getNodeName()) {
            case "failure" -> "FAILED";
            case "error" -> "ERROR";
            case "skipped" -> "SKIPPED";
            default -> outcome;
          };
    }
    return outcome;
  }

  private static Map<String, Integer> totals(String out) {
    var totals = new TreeMap<String, Integer>();
    TOTAL
        .matcher(out)
        .results()
        .forEach(found -> {
          var failed = Integer.parseInt(found.group(2));
          var errors = Integer.parseInt(found.group(3));
          var skipped = Integer.parseInt(found.group(4));
          var passed = Integer.parseInt(found.group(1)) - failed - errors - skipped;
          totals.merge("PASSED", passed, Integer::sum);
          totals.merge("FAILED", failed, Integer::sum);
          totals.merge("ERROR", errors, Integer::sum);
          totals.merge("SKIPPED", skipped, Integer::sum);
        });
    totals.values().removeIf(count -> count == 0);
    return totals;
  }
}
