package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.edit.Matching.Match;
import java.util.List;

/** A text while the replacements of one edit are made in it, one after the other. */
final class EditedText {
  private static final int PLACES_NAMED = 5;

  private static final List<Rung> RUNGS =
      List.of(
          Rung.EXACT,
          Rung.TRAILING_SPACE,
          Rung.INDENTATION,
          Rung.TYPOGRAPHY,
          // Before those that leave context out of account: they would do it once more.
          Rung.ALREADY_APPLIED,
          Rung.ELIDED_LINES,
          Rung.DRIFTED_CONTEXT);

  private final EditHistory history = new EditHistory();
  private TextLines file;

  EditedText(String text) {
    file = TextLines.of(text);
  }

  String text() {
    return file.text();
  }

  /** Makes the next replacement, or leaves the text as it is. */
  Match make(Replacement sent) {
    if (sent.lines().isPresent() && sent.before().equals(sent.after())) {
      // A hunk of context alone: whether it stands anywhere changes nothing.
      return new Match.Replaced(file.text(), Rung.EXACT);
    }
    var wanted = Wanted.in(file.text(), sent);
    if (sent.before().isEmpty()) {
      return add(wanted);
    }
    for (var rung : RUNGS) {
      if (rung != Rung.EXACT && wanted.sent().before().isBlank()) {
        return new Match.Refused("it is nothing but white space, which has no place of its own");
      }
      var places = PlaceSearch.places(file, wanted, rung);
      if (!places.isEmpty()) {
        return switch (new Choice(file, history).among(places, wanted.lines())) {
          case Choice.Left.One(var place) -> put(place);
          case Choice.Left.Several(var several) -> ambiguous(several, rung);
          case Choice.Left.None(var why) -> new Match.Refused(why);
        };
      }
    }
    return new Match.Refused(ClosestPlace.describe(file, wanted.before()));
  }

  /** Lines that replace none have a place only in an empty file, or at the end of one. */
  private Match add(Wanted wanted) {
    var text = file.text();
    var isPlaced = text.isEmpty() || wanted.lines().filter(FileEdit.Lines::last).isPresent();
    if (!isPlaced) {
      return new Match.Refused(
          "it has no old lines, so nothing says where the new ones go; send the line above them too");
    }
    var gap = text.isEmpty() || file.hasFinalLineEnd() ? "" : lineEnd();
    return put(Place.of(text.length(), text.length(), Rung.EXACT, gap + wanted.sent().after()));
  }

  private String lineEnd() {
    var own = file.size() == 0 ? "" : file.lineEnd(0);
    return own.isEmpty() ? "\n" : own;
  }

  private Match put(Place place) {
    var with = place.with().get();
    if (with.isEmpty()) {
      return new Match.Refused(
          "its lines are indented otherwise than the file's, and the new lines cannot be moved by"
              + " the same amount");
    }
    var text = file.text();
    var result = text.substring(0, place.from()) + with.get() + text.substring(place.to());
    history.replaced(file, place, with.get());
    file = TextLines.of(result);
    return new Match.Replaced(result, place.rung());
  }

  private Match ambiguous(List<Place> places, Rung rung) {
    var lines =
        places.stream()
            .map(place -> String.valueOf(file.at(place.from()) + 1))
            .distinct()
            .limit(PLACES_NAMED)
            .toList();
    return new Match.Refused(
        "it fits %d places (lines %s%s)%s, and only one may be meant; send more of the lines around it"
            .formatted(
                places.size(),
                String.join(", ", lines),
                places.size() > PLACES_NAMED ? ", ..." : "",
                rung == Rung.EXACT ? "" : " when " + rung.ignores() + " is left out of account"));
  }
}
