package dev.autopack.bench.commits;

import dev.autopack.model.TokenCounter;
import dev.autopack.edit.RepoPath;
import dev.autopack.budget.TreeFacts;
import dev.autopack.budget.FileFacts;
import dev.autopack.bench.ExitCodes;
import dev.autopack.bench.commits.Contents.FileTexts;
import dev.autopack.error.EnvironmentException;
import dev.autopack.error.OperatorException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code bench/run commits}: makes a file of commits out of a repository's own history, for {@code
 * bench/run replay --repos}. See {@code docs/reference/bench-replay.md}.
 */
public final class History {
  private static final String USAGE =
      "bench/run commits --repo DIR [--repo DIR ...] --out FILE.jsonl [--sample N]";

  /** As in the corpus. */
  private static final int MAX_FILES = 60;

  private static final int MAX_BYTES = 512 * 1024;
  private static final int USUAL_SAMPLE = 60;

  /** Written by a tool and not by who made the commit. */
  private static final Pattern BY_A_TOOL =
      Pattern.compile(
          "(^|/)(vendor|node_modules|third_party|dist|generated)/"
              + "|(^|/)(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|go\\.sum"
              + "|[A-Za-z]+\\.lock|packages\\.lock\\.json)$"
              + "|\\.min\\.(js|css)$|\\.(map|snap|svg)$");

  private static final Pattern BOT =
      Pattern.compile(
          "\\[bot]|\\bbot\\b|greenkeeper|renovate|dependabot", Pattern.CASE_INSENSITIVE);

  private static final String SINCE = "2015-01-01";
  private static final Set<String> PLAIN_MODES = Set.of("000000", "100644", "100755");

  private History() {}

  /** What is asked for; at most so many commits of every stratum. */
  private record Wish(List<Path> repositories, Path out, int sample) {}

  /** Makes the file and says how many commits it holds. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** The whole command; answers its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream errors) {
    return ExitCodes.of(
        errors,
        () -> {
          var wish = wish(arguments);
          var lines = new ArrayList<String>();
          wish.repositories().forEach(repository -> lines.addAll(lines(repository, wish.sample())));
          write(wish.out(), lines);
          out.printf("%d commits in %s%n", lines.size(), wish.out());
          return 0;
        });
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new EnvironmentException(
          e.toString(), "Name a file that can be written: --out FILE", e);
    }
  }

  private static Wish wish(List<String> arguments) {
    var repositories = new ArrayList<Path>();
    var out = Optional.<Path>empty();
    int sample = USUAL_SAMPLE;
    for (int i = 0; i < arguments.size(); i += 2) {
      var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (arguments.get(i)) {
        case "--repo" -> repositories.add(Path.of(value).toAbsolutePath().normalize());
        case "--out" -> out = Optional.of(Path.of(value));
        case "--sample" -> sample = number(value);
        default ->
            throw new OperatorException(
                "'%s' is no option of commits.".formatted(arguments.get(i)), "Use: " + USAGE);
      }
    }
    var missing = repositories.stream().filter(repo -> !Files.isDirectory(repo)).findFirst();
    if (missing.isPresent()) {
      throw new OperatorException(
          "There is no folder '%s'.".formatted(missing.get()), "Use: " + USAGE);
    }
    if (repositories.isEmpty() || out.isEmpty()) {
      throw new OperatorException("A repository and a file to write are needed.", "Use: " + USAGE);
    }
    return new Wish(repositories, out.get(), sample);
  }

  private static int number(String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new OperatorException(
          "The sample '%s' is no number from 1 on.".formatted(value), "Use: " + USAGE);
    }
    return Integer.parseInt(value);
  }

  /** In an order that the hashes give, so that the same history gives the same commits. */
  private static List<String> lines(Path repository, int sample) {
    var above = Objects.requireNonNullElse(repository.getParent(), repository);
    var contents = new GitContents(above);
    var chosen = new ArrayList<String>();
    var taken = new EnumMap<Stratum, Integer>(Stratum.class);
    commits(repository).stream()
        .sorted(Comparator.comparing(Commit::sha))
        .filter(commit -> taken.getOrDefault(commit.stratum(), 0) < sample)
        .filter(commit -> contents.find(commit).filter(History::isFit).isPresent())
        .forEach(commit -> {
          if (taken.merge(commit.stratum(), 1, Integer::sum) <= sample) {
            chosen.add(json(measured(repository, commit)).toString());
          }
        });
    return chosen;
  }

  /** The same with what is known before it is made: its files' sizes, and their siblings'. */
  private static Commit measured(Path repository, Commit commit) {
    try (var blobs = new Blobs(repository)) {
      var parent = new CommittedTree(new GitLines(repository), commit.parent(), blobs);
      var facts = new TreeFacts(parent, TokenCounter::count);
      return new Commit(
          commit.repo(),
          commit.sha(),
          commit.parent(),
          commit.date(),
          commit.subject(),
          commit.outTokens(),
          commit.files().stream().map(file -> measured(file, facts)).toList());
    } catch (IOException e) {
      throw new EnvironmentException(
          "'%s' cannot be read: %s".formatted(repository, e.getMessage()),
          "Check the repository: git fsck",
          e);
    }
  }

  private static Commit.TouchedFile measured(Commit.TouchedFile file, FileFacts facts) {
    var path = new RepoPath(file.path());
    var before =
        facts
            .size(file.oldPath().map(RepoPath::new).orElse(path))
            .map(size -> new Commit.Side(0, size.tokens(), size.lines()))
            .orElse(file.before());
    return new Commit.TouchedFile(
        file.status(),
        file.path(),
        file.oldPath(),
        before,
        file.after(),
        file.churn(),
        facts.siblingsMedian(path));
  }

  /** Something is written, and nothing is too long or no text. */
  private static boolean isFit(Contents contents) {
    var texts =
        contents.files().stream()
            .flatMap(file -> Stream.concat(file.before().stream(), file.after().stream()));
    return contents.files().stream().anyMatch(History::isWritten)
        && texts.allMatch(text -> text.length() <= MAX_BYTES && text.indexOf('\0') < 0);
  }

  private static boolean isWritten(FileTexts file) {
    return file.after().isPresent() && !file.after().equals(file.before());
  }

  private static List<Commit> commits(Path repository) {
    var commits = new ArrayList<Commit>();
    for (var record : log(repository).split("\u0001", -1)) {
      var fields = record.split("\u0002", -1);
      if (fields.length == 6 && isOfAPerson(fields)) {
        files(fields[5])
            .ifPresent(files ->
                commits.add(
                    new Commit(
                        name(repository),
                        fields[0],
                        fields[1],
                        fields[2],
                        fields[3],
                        Map.of(),
                        files)));
      }
    }
    return commits;
  }

  /** With one parent, not too old, and not made by a tool; as the corpus's are. */
  private static boolean isOfAPerson(String[] fields) {
    return fields[1].matches("[0-9a-f]+")
        && fields[2].compareTo(SINCE) >= 0
        && !BOT.matcher(fields[4]).find()
        && !BOT.matcher(fields[3]).find();
  }

  /** As {@link GitContents} finds it from the folder above. */
  private static String name(Path repository) {
    return String.valueOf(repository.getFileName());
  }

  private static String log(Path repository) {
    var git =
        List.of(
            "git",
            "-c",
            "safe.directory=*",
            "-C",
            repository.toString(),
            "log",
            "--no-merges",
            "-M50%",
            "--raw",
            "-z",
            "--abbrev=40",
            "--format=%x01%H%x02%P%x02%as%x02%s%x02%an%x02");
    try {
      var process = new ProcessBuilder(git).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new OperatorException(
            "'%s' is no git repository with a commit.".formatted(repository), "Use: " + USAGE);
      }
      return said;
    } catch (IOException e) {
      throw new EnvironmentException(
          "'git' cannot be run: " + e.getMessage(), "Install git and put it on the PATH.", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The touched files; empty where there are too many, or one is no plain file. */
  private static Optional<List<Commit.TouchedFile>> files(String raw) {
    var words = raw.strip().split("\u0000", -1);
    var files = new ArrayList<Commit.TouchedFile>();
    for (int i = 0; i < words.length; ) {
      var facts = words[i++].strip();
      if (!facts.startsWith(":")) {
        continue;
      }
      var columns = facts.substring(1).split(" ", -1);
      var letter = columns[4].substring(0, 1);
      var old = letter.equals("R") ? Optional.of(words[i++]) : Optional.<String>empty();
      var isPlain =
          PLAIN_MODES.contains(columns[0])
              && PLAIN_MODES.contains(columns[1])
              && (columns[0].equals(columns[1]) || "AD".contains(letter));
      if (!isPlain || !"AMDR".contains(letter)) {
        return Optional.empty();
      }
      if (BY_A_TOOL.matcher(words[i]).find()) {
        return Optional.empty();
      }
      files.add(touched(letter, words[i++], old));
    }
    return files.isEmpty() || files.size() > MAX_FILES ? Optional.empty() : Optional.of(files);
  }

  private static Commit.TouchedFile touched(String letter, String path, Optional<String> old) {
    var unknown = new Commit.Side(0, 0, 0);
    return new Commit.TouchedFile(
        Commits.status(letter),
        path,
        old,
        unknown,
        unknown,
        new Commit.Churn(0, 0, 0, 0, 0, 0, 0),
        OptionalLong.empty());
  }

  private static ObjectNode json(Commit commit) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("repo", commit.repo()).put("sha", commit.sha()).put("parent", commit.parent());
    json.put("date", commit.date()).put("subject", commit.subject());
    json.put("n_files", commit.files().size()).put("stratum", commit.stratum().label());
    var files = json.putArray("files");
    for (var file : commit.files()) {
      var node = files.addObject().put("path", file.path());
      node.put("status", file.status().name().substring(0, 1));
      file.oldPath().ifPresent(old -> node.put("old_path", old));
      node.put("before_tokens", file.before().tokens());
      node.put("before_lines", file.before().lines());
      file.siblingsMedian().ifPresent(tokens -> node.put("siblings_median_tokens", tokens));
    }
    return json;
  }
}
