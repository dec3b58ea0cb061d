package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds every place that a replacement fits at one rung. */
final class PlaceSearch {
  /** More are as good as many: none of them is taken. */
  private static final int MAX_PLACES = 1_000;

  private static final int LEAST_LETTERS = 3;

  private PlaceSearch() {}

  static List<Place> places(TextLines file, Wanted wanted, Rung rung) {
    return switch (rung) {
      case EXACT -> wanted.lines().isPresent() ? exactLines(file, wanted) : exact(file, wanted);
      case TRAILING_SPACE -> alike(file, wanted, Likeness.TRAILING, rung);
      case INDENTATION -> indented(file, wanted);
      case TYPOGRAPHY -> alike(file, wanted, Likeness.TYPED, rung);
      case ALREADY_APPLIED -> applied(file, wanted);
      case ELIDED_LINES -> ElidedPlaces.find(file, wanted.before(), wanted.after());
      case DRIFTED_CONTEXT ->
          DriftedPlaces.find(file, wanted.before(), wanted.after(), wanted.alignment());
    };
  }

  /** A stretch of text, wherever it begins; of several those that begin a line, if any do. */
  private static List<Place> exact(TextLines file, Wanted wanted) {
    var all = offsets(file.text(), wanted.sent().before());
    if (all.size() == 1) {
      var start = all.getFirst();
      if (isLineWithoutIndentation(file, start, wanted)) {
        // The new lines lack it too, not the first alone.
        var moved = alike(file, wanted, Likeness.STRIPPED, Rung.INDENTATION);
        if (moved.size() == 1 && moved.getFirst().with().get().isPresent()) {
          return moved;
        }
      }
    }
    var whole =
        all.size() > 1 && wanted.before().hasFinalLineEnd()
            ? all.stream().filter(at -> beginsLine(file, at)).toList()
            : all;
    return exact(whole.isEmpty() ? all : whole, wanted, Rung.EXACT);
  }

  private static List<Place> exactLines(TextLines file, Wanted wanted) {
    var starts =
        offsets(file.text(), wanted.sent().before()).stream()
            .filter(at -> beginsLine(file, at) && endsLine(file, at, wanted))
            .toList();
    return exact(starts, wanted, Rung.EXACT);
  }

  private static List<Place> exact(List<Integer> starts, Wanted wanted, Rung rung) {
    var length = wanted.sent().before().length();
    return starts.stream()
        .map(at -> Place.of(at, at + length, rung, wanted.sent().after()))
        .toList();
  }

  private static boolean beginsLine(TextLines file, int at) {
    // A byte order mark is not part of the first line to whoever reads the file.
    return at == 0
        || file.text().charAt(at - 1) == '\n'
        || (at == 1 && file.text().charAt(0) == '\ufeff');
  }

  private static boolean endsLine(TextLines file, int at, Wanted wanted) {
    var end = at + wanted.sent().before().length();
    return wanted.before().hasFinalLineEnd()
        || end == file.text().length()
        || file.text().startsWith("\n", end)
        || file.text().startsWith("\r\n", end);
  }

  /** Overlapping places count too: "aa" fits "aaa" twice. */
  private static List<Integer> offsets(String text, String wanted) {
    var places = new ArrayList<Integer>();
    for (int at = text.indexOf(wanted);
        at >= 0 && places.size() < MAX_PLACES;
        at = text.indexOf(wanted, at + 1)) {
      places.add(at);
    }
    return places;
  }

  private static boolean isLineWithoutIndentation(TextLines file, int start, Wanted wanted) {
    return wanted.before().hasFinalLineEnd()
        && !beginsLine(file, start)
        && isIndentation(file, start);
  }

  private static boolean isIndentation(TextLines file, int at) {
    var line = file.at(at);
    return file.text().substring(file.start(line), at).isBlank();
  }

  private static List<Place> indented(TextLines file, Wanted wanted) {
    var places = alike(file, wanted, Likeness.STRIPPED, Rung.INDENTATION);
    if (!places.isEmpty() || wanted.lines().isEmpty()) {
      return places;
    }
    // The first line alone lost its indentation, as it does where a text is stripped.
    var starts =
        offsets(file.text(), wanted.sent().before()).stream()
            .filter(at -> isIndentation(file, at) && endsLine(file, at, wanted))
            .toList();
    return exact(starts, wanted, Rung.INDENTATION);
  }

  private static List<Place> alike(TextLines file, Wanted wanted, Likeness likeness, Rung rung) {
    return LinePlace.all(file, wanted.before(), likeness).stream()
        .map(place -> lacksSigns(place, wanted) ? place.unshifted() : place)
        .map(place -> Place.of(place, rung, wanted.after(), wanted.alignment()))
        .toList();
  }

  /**
   * Whether the unchanged lines of a hunk came without the space in front of them, which shows in
   * nothing but that the file's have one more. Its new lines have their sign, so they are right.
   */
  private static boolean lacksSigns(LinePlace place, Wanted wanted) {
    return place.isShiftedBy(" ")
        && wanted.alignment().keepsAll()
        && wanted.lines().filter(it -> it.order() == FileEdit.Order.AS_IN_THE_FILE).isPresent();
  }

  /** Where the new lines stand already; only where enough of them is new to tell. */
  private static List<Place> applied(TextLines file, Wanted wanted) {
    return isTelling(wanted)
        ? LinePlace.all(file, wanted.after(), Likeness.TRAILING).stream()
            .map(place ->
                new Place(
                    place.from(),
                    place.to(),
                    Rung.ALREADY_APPLIED,
                    () -> Optional.of(file.text().substring(place.from(), place.to()))))
            .toList()
        : List.of();
  }

  private static boolean isTelling(Wanted wanted) {
    var after = wanted.after();
    var kept = 0;
    for (int i = 0; i < after.size(); i++) {
      if (wanted.alignment().oldOf(i) < 0) {
        if (letters(after.words(i)) >= LEAST_LETTERS) {
          return true;
        }
      } else if (!after.isBlank(i)) {
        kept++;
      }
    }
    // Nothing new, so lines were taken away: those around them must close up.
    return kept >= 2 && kept < wanted.before().size() && surrounds(wanted);
  }

  private static boolean surrounds(Wanted wanted) {
    return wanted.alignment().keeps(0) && wanted.alignment().keeps(wanted.before().size() - 1);
  }

  private static long letters(String line) {
    return line.chars().filter(Character::isLetterOrDigit).count();
  }
}
