package dev.autopack.budget;

import dev.autopack.plan.Category;
import dev.autopack.plan.Complexity;
import dev.autopack.plan.Intent;

/**
 * What one file's operation may take.
 *
 * <p>The numbers, and those of {@link Estimator}, were chosen over 1,701 real commits of 58
 * repositories, every number of files from 1 to 60, and tried on 448 commits of 19 others ({@code
 * docs/figures.md}, "Estimates"). Whole files follow their size before. The size of a change is
 * hardly known from outside: it grows far slower than its file.
 */
record FileGuesses(FileFacts facts, Format format, Writing writing, Intent intent) {
  /** What frames a file's text in an operation. */
  private static final double FRAME = 25;

  private static final double DELETE = 14;

  /** A file that nothing is known of. */
  private static final Guess UNKNOWN_FILE = new Guess(600, 1.1);

  /** A file of so few tokens holds nothing yet. */
  static final long EMPTY_FILE = 20;

  private static final Guess NEW_WITHOUT_SIBLINGS = new Guess(280, 1.4);

  /** Most files move as they are, some with their changes. */
  private static final Guess RENAME = new Guess(60, 1.0);

  /** The part of a file that changes where it becomes one of another kind. */
  private static final double CONVERTED = 0.5;

  private static final Guess LEDGER_ENTRY = new Guess(140, 0.9);
  private static final Guess NEW_LEDGER = new Guess(300, 1.0);

  /** The edits of a file of {@link #TYPICAL_FILE} tokens, in NDJSON. */
  private static final double EDITS = 155;

  private static final double TYPICAL_FILE = 1_550;
  private static final double EDITS_GROWTH = 0.18;
  private static final double EDITS_SIGMA = 0.85;

  /** Of a test more changes: a case is added, or one line in each. */
  private static final double EDITS_OF_A_TEST = 1.5;

  /** Prose is mended here and there, or worked through from end to end. */
  private static final double PROSE_EDITS_SIGMA = 1.0;

  /** Old and new lines of one more change, and what stands around the first. */
  private static final double CHANGED_LINE = 11;

  private static final double FIRST_CHANGE = 70;
  private static final double DECLARED_SIGMA = 0.45;

  /** A line of a text, as tokens of a raw text. */
  private static final double LINE_TOKENS = 7.2;

  /**
   * How far edits may miss at worst: a large file takes a line here and there as a small one does,
   * or far more than it ever could.
   */
  private static final Worst EDITED = new Worst(TYPICAL_FILE, 1.3, 0.12, 0.5);

  /** New files: beside small ones stands, now and then, one that is none of their kind. */
  private static final Worst NEW = new Worst(750, 1.1, -0.2, 0.5);

  /** Renames: by the file's size, all of which may be worked over on its way. */
  private static final Worst RENAMED = new Worst(1_000, 1.3, 0.25, 0.8);

  /**
   * How far a file may miss at worst.
   *
   * @param typical a size in tokens
   * @param sigma for that size
   * @param growth for each e-fold above it
   * @param least for any size
   */
  private record Worst(double typical, double sigma, double growth, double least) {
    private static final double MOST = 2;

    double of(long tokens) {
      return Math.clamp(sigma + growth * Math.log((tokens + 30) / typical), least, MOST);
    }
  }

  Guess of(Planned file) {
    return switch (file.action()) {
      case CREATE -> created(file);
      case MODIFY -> modified(file);
      case DELETE -> Guess.of(DELETE);
      case RENAME -> renamed(file);
    };
  }

  /** The same, with how far it may miss where the worst is to be allowed for. */
  Guess atWorst(Planned file) {
    var likely = of(file);
    return file.lines() instanceof Planned.Lines.Unknown
        ? new Guess(likely.median(), worst(file, likely.sigma()))
        : likely;
  }

  /** How far a file may miss of whose lines nothing is said. */
  private double worst(Planned file, double likely) {
    var size = facts.size(file.path()).map(FileSize::tokens);
    return switch (file.action()) {
      case CREATE -> isLedger(file) ? likely : worstOfNew(file);
      case MODIFY -> {
        if (size.isEmpty()) {
          yield likely;
        }
        if (size.get() <= EMPTY_FILE) {
          yield worstOfNew(file);
        }
        yield writing == Writing.WHOLE || isLedger(file) ? likely : EDITED.of(size.get());
      }
      case DELETE -> likely;
      case RENAME ->
          format == Format.FULL_FILE || file.changesKind()
              ? likely
              : file.from()
                  .flatMap(facts::size)
                  .map(old -> RENAMED.of(old.tokens()))
                  .orElse(likely);
    };
  }

  private double worstOfNew(Planned file) {
    var siblings = facts.siblingsMedian(file.path());
    return siblings.isPresent() ? NEW.of(siblings.getAsLong()) : NEW.sigma();
  }

  /** Tokens of a text as one operation. */
  private double whole(double tokens, double lines) {
    return FRAME
        + tokens
        + lines
            * switch (format) {
              // A line break is escaped, and so are the quotes of a line.
              case NDJSON, FULL_FILE -> 1.1;
              case ENVELOPE -> 0;
              // Its sign.
              case DIFF -> 0.8;
            };
  }

  private double whole(double tokens) {
    return whole(tokens, tokens / LINE_TOKENS);
  }

  private Guess ofLength(int lines) {
    return new Guess(whole(lines * LINE_TOKENS, lines), DECLARED_SIGMA);
  }

  private Guess created(Planned file) {
    if (file.lines() instanceof Planned.Lines.Length(int lines)) {
      return ofLength(lines);
    }
    if (isLedger(file)) {
      return NEW_LEDGER;
    }
    var siblings = facts.siblingsMedian(file.path());
    var text =
        siblings.isEmpty()
            ? NEW_WITHOUT_SIBLINGS
            // New code is shorter than what has grown beside it.
            : file.isProse()
                ? new Guess(0.7 * siblings.getAsLong(), 0.8)
                : new Guess(0.37 * siblings.getAsLong(), 1.0);
    var framed = new Guess(whole(text.median()), text.sigma());
    // It gathers from many files, and is longer than those beside it.
    return isSynthesis() ? framed.times(1.5).atLeast(1_200) : framed;
  }

  private Guess modified(Planned file) {
    var size = facts.size(file.path());
    if (size.isEmpty()) {
      return file.lines() instanceof Planned.Lines.Length(int lines)
          ? ofLength(lines)
          : UNKNOWN_FILE;
    }
    if (size.get().tokens() <= EMPTY_FILE && file.lines() instanceof Planned.Lines.Unknown) {
      // It is there to be filled.
      var filled = created(file);
      return filled.median() >= NEW_WITHOUT_SIBLINGS.median() ? filled : NEW_WITHOUT_SIBLINGS;
    }
    return writing == Writing.WHOLE ? rewritten(file, size.get()) : edited(file, size.get());
  }

  private Guess rewritten(Planned file, FileSize size) {
    if (file.lines() instanceof Planned.Lines.Length(int lines)) {
      double ofLine = size.lines() == 0 ? LINE_TOKENS : (double) size.tokens() / size.lines();
      return new Guess(whole(lines * ofLine, lines), DECLARED_SIGMA);
    }
    double whole = whole((double) size.tokens(), (double) size.lines());
    // A small file has more room to grow.
    return new Guess(whole, Math.hypot(0.06, Math.min(0.4, 60 / whole)));
  }

  private Guess edited(Planned file, FileSize size) {
    double whole = whole((double) size.tokens(), (double) size.lines());
    var edits =
        isLedger(file)
            ? LEDGER_ENTRY
            : new Guess(
                EDITS
                    * Math.pow((size.tokens() + 50) / TYPICAL_FILE, EDITS_GROWTH)
                    * (file.isTest() ? EDITS_OF_A_TEST : 1)
                    * weight(intent.complexity())
                    * weight(intent.category()),
                file.isProse() ? PROSE_EDITS_SIGMA : EDITS_SIGMA);
    return switch (file.lines()) {
      case Planned.Lines.Unknown() -> edits.times(editing()).atMost(whole);
      case Planned.Lines.Changed(int lines) -> changed(lines).atMost(whole + lines * CHANGED_LINE);
      case Planned.Lines.Length(int lines) ->
          edits
              .times(editing())
              .atLeast(changed((int) Math.abs(lines - size.lines())).median())
              .atMost(Math.max(whole, ofLength(lines).median()));
    };
  }

  private Guess renamed(Planned file) {
    var old = file.from().flatMap(facts::size);
    if (format == Format.FULL_FILE) {
      return old.map(size -> rewritten(file, size)).orElse(UNKNOWN_FILE);
    }
    if (file.lines() instanceof Planned.Lines.Changed(int lines)) {
      return changed(lines).times(0.8);
    }
    return file.changesKind()
        ? RENAME.atLeast(CONVERTED * old.map(FileSize::tokens).orElse(0L))
        : RENAME;
  }

  private Guess changed(int lines) {
    return new Guess((FIRST_CHANGE + CHANGED_LINE * lines) * editing(), DECLARED_SIGMA);
  }

  /** What a format makes of the same edits, over NDJSON. */
  private double editing() {
    return switch (format) {
      case NDJSON, FULL_FILE -> 1;
      case ENVELOPE -> 0.85;
      case DIFF -> 1.35;
    };
  }

  private static double weight(Complexity complexity) {
    return switch (complexity) {
      case LOW -> 0.7;
      case MEDIUM -> 1;
      case HIGH -> 1.1;
    };
  }

  /** Of edits: a refactoring touches more of a file than a feature does. */
  private static double weight(Category category) {
    return switch (category) {
      case DOC_SYNTHESIS -> 1.5;
      case REFACTORING -> 1.3;
      case BACKEND,
          FRONTEND,
          TESTS,
          DOCS,
          CONFIGURATION,
          DATABASE,
          INTEGRATION,
          DEPLOYMENT,
          LEDGER,
          SECURITY_AUTH_CHANGE,
          SCHEMA_CONTRACT_CHANGE,
          EXTERNAL_FEATURE_REUSE ->
          1;
    };
  }

  private boolean isSynthesis() {
    return intent.category() == Category.DOC_SYNTHESIS;
  }

  private boolean isLedger(Planned file) {
    return intent.category() == Category.LEDGER || file.isLedger();
  }
}
