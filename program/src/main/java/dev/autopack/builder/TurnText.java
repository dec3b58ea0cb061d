package dev.autopack.builder;

import dev.autopack.budget.Format;
import dev.autopack.code.Language;
import dev.autopack.code.SourceFiles;
import dev.autopack.code.TestNames;
import dev.autopack.edit.FileChange;
import dev.autopack.edit.RepoPath;
import dev.autopack.edit.Tree;
import dev.autopack.error.OperatorException;
import dev.autopack.manifest.Prose;
import dev.autopack.model.TokenCounter;
import dev.autopack.output.Merged;
import dev.autopack.plan.Deliverable;
import dev.autopack.plan.Deliverable.Action;
import dev.autopack.plan.PathPattern;
import dev.autopack.plan.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user's turn of one call. What stays the same over a phase's calls comes first; what went
 * wrong, and what a cut reply left to do, come last.
 */
final class TurnText {
  private static final Template TURN = Template.load("turn.md");
  private static final Template FIRST = Template.load("first.md");
  private static final Template CONTINUATION = Template.load("continuation.md");
  private static final Template FILES = Template.load("files.md");
  private static final Template FAILURES = Template.load("failures.md");
  private static final Template BATCH = Template.load("batch.md");
  private static final Template FINISHED = Template.load("finished.md");
  private static final Template ALIGN = Template.load("align.md");

  /** Of the prompt's tokens, the part that earlier failures may take. */
  private static final double FAILURES_SHARE = 0.15;

  private static final int MAX_FAILURES_TOKENS = 4_000;

  /** The same for what earlier batches made. */
  private static final double FINISHED_SHARE = 0.25;

  private static final int MAX_FINISHED_TOKENS = 8_000;

  private static final int MAX_FINDINGS = 15;
  private static final int MAX_FINDING_CHARS = 1_500;

  private static final int MAX_NAMED = 30;

  private static final String DECLARE =
      " Before the first operation, declare what you are going to write.";

  /** A repository of no more files is listed whole. */
  private static final int MAX_LISTED = 40;

  private final Conversation conversation;
  private final Phase phase;
  private final Tree tree;
  private final List<RepoPath> unreadable = new ArrayList<>();
  private final FinishedFiles nearby;
  private final FileSection files;
  private final FailureSection failures;
  private final FinishedSection finished;
  private final KeptSection kept;
  private final OpenSection open;
  private final Marker marker;

  TurnText(Conversation conversation) {
    this.conversation = conversation;
    this.phase = conversation.phase();
    this.tree = conversation.tree();
    this.nearby = new FinishedFiles(conversation);
    this.files = new FileSection(deliverableFiles(), readingFiles());
    this.failures = new FailureSection(conversation.failures());
    this.finished = new FinishedSection(finished(conversation.portion()));
    var continued = conversation.continuation().map(Continuation::kept).orElse(Merged.NOTHING);
    this.kept = new KeptSection(continued.edits());
    this.open = new OpenSection(continued.open());
    var others = new ArrayList<>(failures.texts());
    others.add(kept.text());
    others.addAll(open.texts());
    others.addAll(finished.texts());
    others.addAll(findings(conversation.portion()));
    others.add(phase.intent().goal());
    others.addAll(phase.intent().acceptance());
    var stable = new ArrayList<>(files.texts());
    stable.add(identity());
    this.marker = Marker.absentFrom(stable, others);
  }

  /** What no author of a quoted text knows, the same for every reply that goes on with this one. */
  private String identity() {
    var batch = conversation.portion() instanceof Portion.Batch one ? one.number() : 0;
    return "%s\n%s\n%d\n%s".formatted(conversation.run(), phase.id(), batch, phase.intent().goal());
  }

  /**
   * The text, in at most that many tokens: files are shortened, then only named, until it fits.
   *
   * @throws OperatorException where not even the text without files fits
   */
  String within(int tokens) {
    var rooms =
        new Rooms(
            (int) Math.min(MAX_FAILURES_TOKENS, tokens * FAILURES_SHARE),
            (int) Math.min(MAX_FINISHED_TOKENS, tokens * FINISHED_SHARE));
    var bare = text(files.onlyNamed(), rooms);
    int cheap = TokenCounter.atMost(bare);
    // An exact count loads the vocabulary: only where it matters.
    int room = tokens - (cheap <= tokens / 4 ? cheap : TokenCounter.count(bare));
    while (room > 0) {
      var text = text(files.within(room, marker), rooms);
      if (TokenCounter.fits(text, tokens)) {
        return text;
      }
      room = room * 4 / 5;
    }
    if (TokenCounter.fits(bare, tokens)) {
      return bare;
    }
    throw new OperatorException(
        "The phase '%s' takes %d tokens before any file is shown, and its prompt may take %d."
            .formatted(phase.id(), TokenCounter.count(bare), tokens),
        "Shorten its goal, split its deliverables over several phases, or choose a model with a larger window.");
  }

  /** Tokens for what is bounded on its own. */
  private record Rooms(int failures, int finished) {}

  private String text(FileSection.Chosen chosen, Rooms rooms) {
    return switch (conversation.portion()) {
      case Portion.Whole _, Portion.Batch _ -> building(chosen, rooms);
      case Portion.Alignment(var findings) -> aligning(chosen, findings);
    };
  }

  private String aligning(FileSection.Chosen chosen, List<String> findings) {
    return ALIGN.fill(
        Map.of(
            "goal", scrubbed(phase.intent().goal()),
            "begin", marker.begin("findings"),
            "findings", bullets(findings.stream().limit(MAX_FINDINGS).map(TurnText::finding)),
            "end", marker.end("findings"),
            "deliverables", deliverables(),
            "files", quoted(chosen),
            "unshown", unshown(chosen),
            "ending", ending()));
  }

  /** Indented, so that no line of it can pass for another. */
  private static String finding(String text) {
    var whole = scrubbed(text);
    var shown =
        whole.length() <= MAX_FINDING_CHARS
            ? whole
            : whole.substring(0, MAX_FINDING_CHARS) + " ... (cut)";
    return shown.replaceAll("\\R", "\n  ");
  }

  private static List<String> findings(Portion portion) {
    return portion instanceof Portion.Alignment(var findings) ? findings : List.of();
  }

  private static List<FileChange> finished(Portion portion) {
    return portion instanceof Portion.Batch batch ? batch.finished() : List.of();
  }

  private String building(FileSection.Chosen chosen, Rooms rooms) {
    return TURN.fill(
        Map.ofEntries(
            Map.entry("goal", scrubbed(phase.intent().goal())),
            Map.entry("acceptance", acceptance()),
            Map.entry("deliverables", deliverables()),
            Map.entry("portion", portion()),
            Map.entry("scope", scope()),
            Map.entry("tests", tests()),
            Map.entry("files", quoted(chosen)),
            Map.entry("unshown", unshown(chosen)),
            Map.entry("finished", finished(rooms.finished(), chosen)),
            Map.entry("failures", failures(rooms.failures())),
            Map.entry("ending", ending())));
  }

  private String ending() {
    return conversation.continuation().map(this::continuation).orElseGet(this::first);
  }

  private String portion() {
    if (!(conversation.portion() instanceof Portion.Batch(var number, var total, var later, _))) {
      return "";
    }
    var first = later.stream().limit(MAX_NAMED).map(TurnText::foretold).toList();
    int more = later.size() - first.size();
    return BATCH.fill(
            Map.of(
                "number", String.valueOf(number),
                "total", String.valueOf(total),
                "later",
                    later.isEmpty()
                        ? ""
                        : " Later batches write %s%s: leave these alone. They will be there when the tests run."
                            .formatted(
                                String.join(", ", first),
                                more > 0 ? " and %d more".formatted(more) : "")))
        + "\n\n";
  }

  private static String foretold(Deliverable later) {
    return later.symbols().isEmpty()
        ? "`%s`".formatted(later.path())
        : "`%s` (will define %s)".formatted(later.path(), names(later.symbols().stream()));
  }

  private String finished(int tokens, FileSection.Chosen chosen) {
    var whole = new HashSet<>(nearby.paths());
    whole.removeAll(chosen.named());
    return finished.isEmpty()
        ? ""
        : FINISHED.fill(
                Map.of(
                    "begin", marker.begin("finished"),
                    "entries", finished.within(tokens, whole),
                    "end", marker.end("finished")))
            + "\n\n";
  }

  private String acceptance() {
    return phase.intent().acceptance().isEmpty()
        ? ""
        : "It is accepted when:\n\n%s\n\n"
            .formatted(bullets(phase.intent().acceptance().stream().map(TurnText::scrubbed)));
  }

  private String deliverables() {
    return conversation.manifest().scoping().isOpen()
        ? "The plan leaves open which files change. Change those of these that the goal needs, and leave the others as they are:\n\n"
            + bullets(subjects().stream().map(it -> "`%s`".formatted(it.path())))
        : bullets(phase.deliverables().stream().map(this::line));
  }

  /** What the phase works on: its deliverables, or what may change where it lists none. */
  private List<Deliverable> subjects() {
    return conversation.manifest().scoping().possible();
  }

  private String line(Deliverable deliverable) {
    var parts = new ArrayList<String>();
    var action = action(deliverable);
    parts.add(
        deliverable.from().map(from -> "rename from `%s`".formatted(from)).orElse(told(action)));
    if (!deliverable.symbols().isEmpty()) {
      parts.add("must define " + names(deliverable.symbols().stream()));
    }
    deliverable.lines().ifPresent(lines -> parts.add("about %d lines".formatted(lines)));
    return "`%s`: %s".formatted(deliverable.path(), String.join(", ", parts));
  }

  private String told(Action action) {
    return action == Action.MODIFY ? "modify" + how() : action.id();
  }

  /** How a file that is there is to be changed, where the format has two ways. */
  private String how() {
    var estimate = conversation.budget().estimate();
    return switch (estimate.format()) {
      case NDJSON, ENVELOPE ->
          switch (estimate.writing()) {
            case WHOLE -> " (rewrite)";
            case EDITS -> " (rewrite or edit)";
          };
      case FULL_FILE, DIFF -> "";
    };
  }

  private Action action(Deliverable deliverable) {
    return Grammar.action(deliverable, tree);
  }

  private String scope() {
    var may = new ArrayList<String>();
    var scope = phase.scope();
    var listed =
        Stream.concat(
                scope.grants().stream().map(RepoPath::value),
                scope.write().stream().map(PathPattern::glob))
            .toList();
    if (!listed.isEmpty()) {
      may.add(names(listed.stream()));
    }
    if (subjects().stream().anyMatch(it -> isCode(it) && !TestNames.isTest(it.path()))) {
      may.add(
          conversation.portion() instanceof Portion.Batch
              ? "new code files that belong to no batch, in the folder of a code deliverable, where the work needs them"
              : "new code files in the folder of a code deliverable, where the work needs them");
    }
    var text =
        may.isEmpty()
            ? "You may write nothing else."
            : "You may also write %s. Nothing else.".formatted(String.join(", and ", may));
    return scope.forbid().isEmpty()
        ? text + "\n\n"
        : "%s\nYou must not touch %s.\n\n"
            .formatted(text, names(scope.forbid().stream().map(PathPattern::glob)));
  }

  private static boolean isCode(Deliverable deliverable) {
    return Language.of(deliverable.path()).isPresent();
  }

  /** When they run, where that is not at once. */
  private String when() {
    if (!(conversation.portion() instanceof Portion.Batch(var number, var total, _, _))) {
      return "";
    }
    return number == total
        ? " They run after this batch, the last one."
        : " They run after the last batch, not after this one.";
  }

  private boolean isProse() {
    return conversation.portion() instanceof Portion.Batch
        && subjects().stream().allMatch(it -> Prose.is(it.path()));
  }

  private String tests() {
    if (isProse()) {
      return "The tests that decide on the phase concern its other files; none reads this batch's.\n\n";
    }
    var validation = phase.validation();
    var named =
        validation.tests().isEmpty() && validation.command().isEmpty()
            ? conversation.manifest().tests().stream().map(RepoPath::value).toList()
            : validation.tests();
    var lines = new ArrayList<String>();
    if (!named.isEmpty()) {
      lines.add(
          "These tests decide%s: %s.%s%s"
              .formatted(
                  runner(named),
                  names(named.stream()),
                  when(),
                  named.stream().allMatch(this::isThere) || isElsewhere(named)
                      ? ""
                      : " Those that are not there yet are yours to write: each point of the goal, and each edge that it names, has a test that a wrong implementation would fail."));
    }
    validation
        .command()
        .ifPresent(
            argv -> lines.add("This command decides: `%s`.".formatted(String.join(" ", argv))));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n\n";
  }

  /** Whether another batch writes those that are not there yet. */
  private boolean isElsewhere(List<String> tests) {
    return conversation.portion() instanceof Portion.Batch
        && tests.stream()
            .noneMatch(test ->
                phase.deliverables().stream().anyMatch(it -> test.startsWith(it.path().value())));
  }

  /** Who runs them, where their names tell. */
  private static String runner(List<String> tests) {
    if (tests.stream().allMatch(test -> test.contains(".py"))) {
      return ", run by pytest from the top of the repository";
    }
    return tests.stream().allMatch(test -> test.endsWith(".java")) ? ", run by Maven" : "";
  }

  /** A test's id begins with its file. */
  private boolean isThere(String test) {
    return tree.paths().stream().anyMatch(path -> test.startsWith(path.value()));
  }

  private String quoted(FileSection.Chosen chosen) {
    return chosen.text().isEmpty()
        ? "None is shown."
        : FILES.fill(Map.of("marker", marker.word(), "quoted", chosen.text().stripTrailing()));
  }

  private String unshown(FileSection.Chosen chosen) {
    var text = new StringBuilder("\n\n" + listing());
    var named = chosen.named().stream().filter(path -> !nearby.paths().contains(path)).toList();
    if (!named.isEmpty()) {
      text.append("\n\nNot shown, for want of room: ").append(namesOf(named));
    }
    if (!unreadable.isEmpty()) {
      text.append("\n\nNot shown, because they are no text or far too large: ")
          .append(namesOf(unreadable));
    }
    return text.toString();
  }

  /** What else there is, so that nothing has to be guessed. */
  private String listing() {
    var all = tree.paths();
    if (all.size() <= MAX_LISTED) {
      return "All files of the repository: "
          + (all.isEmpty() ? "none yet." : names(all.stream().map(RepoPath::value)) + ".");
    }
    var folders = subjects().stream().map(it -> it.path().folder()).collect(Collectors.toSet());
    var near = all.stream().filter(path -> folders.contains(path.folder())).toList();
    return "The repository has %d files; in the deliverables' own folders: %s."
        .formatted(all.size(), near.isEmpty() ? "none" : namesOf(near));
  }

  private String failures(int tokens) {
    return failures.isEmpty()
        ? ""
        : FAILURES.fill(
                Map.of(
                    "begin", marker.begin("reasons"),
                    "entries", failures.within(tokens),
                    "end", marker.end("reasons")))
            + "\n\n";
  }

  private String first() {
    boolean isMeasured = phase.deliverables().stream().anyMatch(it -> it.lines().isPresent());
    return FIRST.fill(
        Map.of(
            "format",
            format(),
            "tokens",
            tokens(),
            "limit",
            isMeasured ? " That limit comes before any number of lines above." : "",
            "declaration",
            Grammar.declares(conversation) ? DECLARE : ""));
  }

  private String continuation(Continuation from) {
    return CONTINUATION.fill(
        Map.of(
            "cause",
            cause(from.cause()),
            "done",
            done(),
            "open",
            open.isEmpty() ? "" : open.text(marker, formatOf()) + "\n\n",
            "problems",
            problems(from.problems()),
            "remaining",
            remaining(),
            "reply",
            String.valueOf(from.reply()),
            "format",
            format(),
            "tokens",
            tokens()));
  }

  private static String cause(Continuation.Cause cause) {
    return switch (cause) {
      case OUTPUT_LIMIT ->
          "Your last reply to this message reached its output limit and was cut off there.";
      case CONNECTION ->
          "The connection broke during your last reply to this message; its end never arrived.";
      case LOST ->
          "The program that reads your replies was stopped during your last reply to this message; its end never arrived.";
      case STOPPED -> "Your last reply to this message stopped before the format's last line.";
      case UNFINISHED -> "Your last reply to this message ended, but it is not all there.";
    };
  }

  private String done() {
    if (kept.count() == 0) {
      return "No operation of it is whole.";
    }
    return "Kept %s, listed with what %s:\n\n%s\n%s\n%s"
        .formatted(
            kept.count() == 1 ? "is 1 operation" : "are %d operations".formatted(kept.count()),
            kept.count() == 1 ? "it defines" : "they define",
            marker.begin("kept"),
            kept.text(),
            marker.end("kept"));
  }

  private static String problems(List<String> problems) {
    return problems.isEmpty()
        ? ""
        : "Of the last reply this could not be used:\n\n%s\n\n"
            .formatted(bullets(problems.stream().limit(MAX_NAMED).map(TurnText::scrubbed)));
  }

  private String remaining() {
    var done = new HashSet<>(kept.paths());
    done.addAll(open.paths());
    var missing =
        phase.deliverables().stream()
            .map(Deliverable::path)
            .filter(path -> !done.contains(path))
            .map(RepoPath::value)
            .toList();
    if (!missing.isEmpty()) {
      return "Of the deliverables, these are missing: %s.".formatted(names(missing.stream()));
    }
    return open.isEmpty()
        ? "Every deliverable has its operation. If nothing else is missing, send the end alone, with a count of 0."
        : "Every other deliverable has its operation.";
  }

  private Format formatOf() {
    return conversation.budget().estimate().format();
  }

  private String format() {
    return formatOf().id();
  }

  private String tokens() {
    return String.valueOf(conversation.budget().maxOutputTokens());
  }

  private List<QuotedFile> deliverableFiles() {
    return subjects().stream()
        .filter(deliverable -> action(deliverable) != Action.DELETE)
        .flatMap(deliverable -> deliverableFile(deliverable).stream())
        .distinct()
        .toList();
  }

  private Optional<QuotedFile> deliverableFile(Deliverable deliverable) {
    return deliverable
        .from()
        .map(from -> quote(from, "to be renamed to '%s'".formatted(deliverable.path())))
        .orElseGet(() -> quote(deliverable.path(), "deliverable"));
  }

  private List<QuotedFile> readingFiles() {
    var shown = new HashSet<RepoPath>();
    subjects().forEach(it -> shown.add(it.from().orElse(it.path())));
    return nearby.reading().stream()
        .filter(scoped -> shown.add(scoped.path()))
        .flatMap(scoped -> quote(scoped.path(), scoped.reason()).stream())
        .toList();
  }

  private Optional<QuotedFile> quote(RepoPath path, String role) {
    var text = SourceFiles.text(tree, path);
    if (text.isEmpty() && tree.contains(path)) {
      unreadable.add(path);
    }
    return text.map(it -> QuotedFile.of(path, role, it));
  }

  private static String scrubbed(String text) {
    return Scrubber.scrub(text).text().strip();
  }

  private static String bullets(Stream<String> lines) {
    return lines.map(line -> "- " + line).collect(Collectors.joining("\n"));
  }

  /** The first of them, and how many more there are. */
  private static String namesOf(List<RepoPath> paths) {
    int more = paths.size() - MAX_NAMED;
    return names(paths.stream().limit(MAX_NAMED).map(RepoPath::value))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String names(Stream<String> names) {
    return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
