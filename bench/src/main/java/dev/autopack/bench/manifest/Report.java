package dev.autopack.bench.manifest;

import dev.autopack.bench.commits.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the commits came to, for people or programs. */
final class Report {
  private final List<Measured> all;
  private final Map<String, String> leftOut;

  Report(List<Measured> all, Map<String, String> leftOut) {
    this.all = List.copyOf(all);
    this.leftOut = leftOut;
  }

  /** Whether every changed path of every commit lies in the scope made of its files. */
  boolean isRight() {
    return all.stream().allMatch(each -> each.missing().isEmpty());
  }

  /** One row of the table: some commits of 1 to 4 files. */
  private record Row(String name, List<Measured> small) {
    double recall() {
      return small.stream()
          .filter(Measured::hasFindable)
          .mapToDouble(Measured::recall)
          .average()
          .orElse(0);
    }

    double asks() {
      return share(small, small.stream().filter(Measured::asks).count());
    }

    double covered() {
      return share(small, small.stream().filter(Measured::coversFolders).count());
    }

    List<Measured> sure() {
      return small.stream().filter(each -> !each.asks()).toList();
    }

    double coveredWhenSure() {
      return share(sure(), sure().stream().filter(Measured::coversFolders).count());
    }

    private static double share(List<Measured> of, long count) {
      return of.isEmpty() ? 0 : (double) count / of.size();
    }
  }

  private List<Measured> small() {
    return all.stream()
        .filter(each ->
            each.commit().stratum() == Stratum.ONE
                || each.commit().stratum() == Stratum.TWO_TO_FOUR)
        .toList();
  }

  private List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.add(new Row("all", small()));
    var names = new TreeSet<String>();
    small().forEach(each -> names.add(each.commit().repo()));
    for (var name : names) {
      rows.add(
          new Row(
              name, small().stream().filter(each -> each.commit().repo().equals(name)).toList()));
    }
    return rows;
  }

  private long inScope() {
    return all.stream().filter(each -> each.missing().isEmpty()).count();
  }

  private int medianExtra() {
    return all.stream().map(Measured::extra).sorted().skip(all.size() / 2).findFirst().orElse(0);
  }

  String text() {
    var out = new StringBuilder();
    out.append(
        "With deliverables: every changed path in scope in %d of %d commits; %d paths more at the median.%n%n"
            .formatted(inScope(), all.size(), medianExtra()));
    out.append("From the subject alone, commits of 1 to 4 files:%n%n".formatted());
    out.append(
        "| repository | commits | recall among the first 20 | asks | folders covered, where it does not ask | folders covered, all |%n"
            .formatted());
    out.append("|---|---|---|---|---|---|%n".formatted());
    for (var row : rows()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f %% | %.1f %% | %.1f %% of %d | %.1f %% |%n",
              row.name(),
              row.small().size(),
              100 * row.recall(),
              100 * row.asks(),
              100 * row.coveredWhenSure(),
              row.sure().size(),
              100 * row.covered()));
    }
    all.stream()
        .filter(each -> !each.missing().isEmpty())
        .forEach(each ->
            out.append("%n%s: not in scope: %s".formatted(each.commit().name(), each.missing())));
    leftOut.forEach((commit, why) -> out.append("%nleft out: %s: %s".formatted(commit, why)));
    return leftOut.isEmpty() && isRight()
        ? out.toString()
        : out.append("%n".formatted()).toString();
  }

  String json() {
    var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    var json = mapper.createObjectNode();
    json.put("version", 1);
    var declared = json.putObject("with_deliverables");
    declared.put("commits", all.size());
    declared.put("in_scope", inScope());
    declared.put("median_extra", medianExtra());
    var rows = json.putArray("subject_alone");
    for (var row : rows()) {
      var each = rows.addObject();
      each.put("repository", row.name());
      each.put("commits", row.small().size());
      each.put("recall_at_20", row.recall());
      each.put("asks", row.asks());
      each.put("sure", row.sure().size());
      each.put("folders_covered_where_sure", row.coveredWhenSure());
      each.put("folders_covered", row.covered());
    }
    var commits = json.putArray("commits");
    all.forEach(each -> commit(commits.addObject(), each));
    var out = json.putObject("left_out");
    leftOut.forEach(out::put);
    return mapper.writeValueAsString(json) + "\n";
  }

  private static void commit(ObjectNode json, Measured measured) {
    json.put("repo", measured.commit().repo());
    json.put("sha", measured.commit().sha());
    json.put("files", measured.commit().files().size());
    var missing = json.putArray("missing");
    measured.missing().forEach(missing::add);
    json.put("extra", measured.extra());
    json.put("confidence", measured.confidence());
    json.put("asks", measured.asks());
    json.put("folders_covered", measured.coversFolders());
    if (measured.hasFindable()) {
      json.put("recall", measured.recall());
    }
    var guessed = json.putArray("guessed");
    measured.guessed().forEach(path -> guessed.add(path.value()));
  }
}
