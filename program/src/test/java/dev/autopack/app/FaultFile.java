package dev.autopack.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One scenario under {@code faults/}: what is done to a small project, and what must come of it. A
 * head of {@code key: value} lines, then sections that begin with {@code == WORD PATH}.
 *
 * <p>Head: {@code kind}; {@code what} happens, a sentence; {@code cites} where it was seen; {@code
 * base}, the project of {@code faults/base} it starts from; {@code solved: yes} where the project's
 * right answer is part of the change; {@code expect} what comes of it; {@code approved} what comes
 * of it once a person says yes to what was asked; {@code sample: yes} where CI runs it.
 *
 * <p>Sections: {@code before} a file of the first commit, {@code good} a file of the right answer,
 * {@code after} a file as the change leaves it, {@code delete} one that it deletes, {@code rename}
 * {@code OLD NEW}, {@code plan} the phases.
 */
record FaultFile(
    Path file, Map<String, String> head, List<Section> sections, Optional<FaultFile> base) {
  private static final Path FAULTS = Path.of("src/test/resources/faults");
  private static final Pattern KEY = Pattern.compile("([a-z]+): +(.+)");
  private static final Pattern SECTION = Pattern.compile("== ([a-z]+)(?: (.+))?");

  /** A part of a scenario. */
  record Section(String word, String path, String text) {}

  /** Every scenario, by language and name. */
  static List<FaultFile> all() {
    try (var files = Files.walk(FAULTS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(FAULTS.resolve("base")))
          .sorted()
          .map(FaultFile::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static FaultFile read(Path file) {
    var head = new LinkedHashMap<String, String>();
    var sections = new ArrayList<Section>();
    var text = new StringBuilder();
    for (var line : lines(file)) {
      var section = SECTION.matcher(line);
      var key = KEY.matcher(line);
      if (section.matches()) {
        close(sections, text);
        sections.add(
            new Section(section.group(1), Optional.ofNullable(section.group(2)).orElse(""), ""));
      } else if (!sections.isEmpty()) {
        text.append(line).append('\n');
      } else if (key.matches()) {
        head.put(key.group(1), key.group(2).strip());
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException("%s: '%s'".formatted(file, line));
      }
    }
    close(sections, text);
    var base =
        Optional.ofNullable(head.get("base"))
            .map(name -> read(FAULTS.resolve("base").resolve(name + ".txt")));
    return new FaultFile(file, head, List.copyOf(sections), base);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void close(List<Section> sections, StringBuilder text) {
    if (!sections.isEmpty()) {
      var open = sections.removeLast();
      sections.add(new Section(open.word(), open.path(), text.toString()));
      text.setLength(0);
    }
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(head.get(key));
  }

  String get(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException("%s has no '%s'".formatted(file, key)));
  }

  boolean says(String key) {
    return find(key).filter("yes"::equals).isPresent();
  }

  /** Its folder and name. */
  String name() {
    return FAULTS.relativize(file).toString().replace(".txt", "");
  }

  /** The language that it is about. */
  String language() {
    return FAULTS.relativize(file).getName(0).toString();
  }

  List<Section> sections(String word) {
    return sections.stream().filter(section -> section.word().equals(word)).toList();
  }

  /** The files of the first commit, without the plan. */
  Map<String, String> before() {
    var files = new LinkedHashMap<String, String>();
    base.ifPresent(project -> files.putAll(project.before()));
    sections("before").forEach(section -> files.put(section.path(), section.text()));
    sections("without").forEach(section -> files.remove(section.path()));
    return files;
  }

  /** The phases, as a plan has them. */
  String phases() {
    return sections("plan").stream()
        .findFirst()
        .map(Section::text)
        .orElseGet(() -> base.orElseThrow().phases());
  }

  /** What the builder answers: a unit a file. */
  List<String> units() {
    var there = before();
    var now = new LinkedHashMap<String, String>();
    if (says("solved")) {
      base.ifPresent(
          project -> project.sections("good").forEach(it -> now.put(it.path(), it.text())));
      sections("good").forEach(it -> now.put(it.path(), it.text()));
    }
    sections("after").forEach(it -> now.put(it.path(), it.text()));
    var units = new ArrayList<String>();
    sections("rename").forEach(it -> units.add(rename(it.path())));
    now.forEach((path, text) ->
        units.add(there.containsKey(path) ? Tape.rewrite(path, text) : Tape.create(path, text)));
    sections("delete").forEach(it -> units.add(Tape.delete(it.path())));
    return units;
  }

  private static String rename(String paths) {
    var both = paths.split(" ", -1);
    return Tape.rename(both[0], both[1]);
  }

  /** What has to come of it: an ending, whose it is, and a piece of what is said. */
  record Expected(String ending, String by, List<String> said) {
    private static final Pattern FORM = Pattern.compile("(\\w+)(?: ([\\w-]+))?(?:: (.+))?");

    static Expected of(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new IllegalArgumentException("'%s' is no expectation".formatted(text));
      }
      return new Expected(
          form.group(1),
          Optional.ofNullable(form.group(2)).orElse(""),
          Optional.ofNullable(form.group(3)).stream()
              .flatMap(said -> List.of(said.split(" \\+ ", -1)).stream())
              .toList());
    }
  }

  Expected expected() {
    return Expected.of(get("expect"));
  }

  Optional<Expected> expectedOnceApproved() {
    return find("approved").map(Expected::of);
  }

  @Override
  public String toString() {
    return name();
  }
}
