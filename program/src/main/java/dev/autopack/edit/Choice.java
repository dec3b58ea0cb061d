package dev.autopack.edit;

import dev.autopack.edit.FileEdit.Lines;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes the one place among those that fit, or says why none is. What a builder said of the place
 * only chooses; where it leaves several, none is guessed.
 */
final class Choice {
  private static final int MAX_COMPARED = 8;

  private final String text;
  private final TextLines file;
  private final EditHistory history;

  Choice(TextLines file, EditHistory history) {
    this.text = file.text();
    this.file = file;
    this.history = history;
  }

  /** What is left of the places. */
  sealed interface Left {
    record One(Place place) implements Left {}

    record Several(List<Place> places) implements Left {}

    record None(String why) implements Left {}
  }

  Left among(List<Place> all, Optional<Lines> said) {
    var places = all;
    if (said.isPresent() && !said.get().under().isEmpty()) {
      var named = said.get().under();
      var above = new Above(file).lines(named);
      if (above.isEmpty()) {
        return new Left.None("'%s' stands nowhere in the file".formatted(named.getLast().strip()));
      }
      places = under(places, above);
      if (places.isEmpty()) {
        return new Left.None("it does not stand below '%s'".formatted(named.getLast().strip()));
      }
    }
    // What this edit has just written was not there for the builder to mean.
    places = narrowed(places, place -> !history.wrote(place));
    if (said.isPresent()) {
      places = narrowed(places, said.get());
    }
    return places.size() == 1 || makeTheSame(places)
        ? new Left.One(places.getFirst())
        : new Left.Several(places);
  }

  private List<Place> under(List<Place> places, List<Integer> above) {
    var lines = new Above(file);
    var inside =
        places.stream()
            .filter(it -> above.stream().anyMatch(up -> lines.isInside(up, firstWords(it))))
            .toList();
    return inside.isEmpty()
        ? places.stream()
            .filter(it -> above.stream().anyMatch(up -> up <= file.at(it.from())))
            .toList()
        : inside;
  }

  private int firstWords(Place place) {
    var line = file.at(place.from());
    while (line < file.size() - 1 && file.isBlank(line) && file.end(line) < place.to()) {
      line++;
    }
    return line;
  }

  private List<Place> narrowed(List<Place> all, Lines said) {
    var places = all;
    if (said.last()) {
      places = narrowed(places, place -> text.substring(place.to()).isBlank());
    }
    if (said.first().isPresent()) {
      var line = history.lineNow(said.first().getAsInt() - 1);
      places = narrowed(places, place -> file.at(place.from()) == line);
    }
    if (said.order() == FileEdit.Order.AS_IN_THE_FILE) {
      places = narrowed(places, place -> place.from() >= history.lastEnd());
    }
    if (said.section().isPresent() && places.size() > 1) {
      var above = new Above(file).lines(List.of(said.section().get()));
      places = above.size() == 1 ? under(places, above) : places;
      places = places.isEmpty() ? all : places;
    }
    return places;
  }

  /** Those that pass, unless none does. */
  private static List<Place> narrowed(List<Place> places, Predicate<Place> test) {
    if (places.size() <= 1) {
      return places;
    }
    var left = places.stream().filter(test).toList();
    return left.isEmpty() ? places : left;
  }

  /** One of two equal lines is deleted: whichever it is, the text is the same afterwards. */
  private boolean makeTheSame(List<Place> places) {
    if (places.size() > MAX_COMPARED) {
      return false;
    }
    var texts = new HashSet<String>();
    for (var place : places) {
      var with = place.with().get();
      if (with.isEmpty()) {
        return false;
      }
      texts.add(text.substring(0, place.from()) + with.get() + text.substring(place.to()));
    }
    return texts.size() == 1;
  }
}
