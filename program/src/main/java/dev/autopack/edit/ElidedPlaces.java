package dev.autopack.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a replacement fits whose old and new lines both leave out the same lines. Every
 * stretch between the marks has its place, one below the other; what lies between stays.
 */
final class ElidedPlaces {
  private static final int MAX_ARRANGEMENTS = 200;

  private final TextLines file;
  private final List<TextLines> old;
  private final List<TextLines> fresh;
  private final List<List<LinePlace>> places = new ArrayList<>();
  private final List<List<LinePlace>> arrangements = new ArrayList<>();

  private ElidedPlaces(TextLines file, List<TextLines> old, List<TextLines> fresh) {
    this.file = file;
    this.old = old;
    this.fresh = fresh;
  }

  /** What is to be known of a replacement with marks. */
  static List<Place> find(TextLines file, TextLines wanted, TextLines fresh) {
    var search = new ElidedPlaces(file, Ellipsis.stretches(wanted), Ellipsis.stretches(fresh));
    return search.isPaired() && search.findStretches() ? search.arranged() : List.of();
  }

  /** Each mark needs its partner, or lines that nobody has seen would go or a mark be written. */
  private boolean isPaired() {
    if (old.size() < 2 || old.size() != fresh.size()) {
      return false;
    }
    for (int i = 0; i < old.size(); i++) {
      var isOuter = i == 0 || i == old.size() - 1;
      if (old.get(i).size() == 0 && (!isOuter || fresh.get(i).size() > 0)) {
        return false;
      }
    }
    return old.stream().anyMatch(stretch -> stretch.size() > 0);
  }

  private boolean findStretches() {
    for (var stretch : old) {
      if (stretch.size() == 0) {
        continue;
      }
      var found = LinePlace.all(file, stretch, Likeness.TRAILING);
      if (found.isEmpty()) {
        found = LinePlace.all(file, stretch, Likeness.STRIPPED);
      }
      if (found.isEmpty()) {
        return false;
      }
      places.add(found);
    }
    return true;
  }

  private List<Place> arranged() {
    arrange(new ArrayList<>());
    var found = new ArrayList<Place>();
    for (var arrangement : arrangements) {
      var from = arrangement.getFirst().from();
      var to = arrangement.getLast().to();
      found.add(new Place(from, to, Rung.ELIDED_LINES, () -> text(arrangement)));
    }
    return found;
  }

  /** Beyond the bound there are too many for any to be meant. */
  private void arrange(List<LinePlace> so) {
    if (so.size() == places.size()) {
      arrangements.add(List.copyOf(so));
      return;
    }
    for (var next : below(so)) {
      if (arrangements.size() >= MAX_ARRANGEMENTS) {
        return;
      }
      so.add(next);
      arrange(so);
      so.removeLast();
    }
  }

  /** The places further down; where some lie in the block that the last one heads, those. */
  private List<LinePlace> below(List<LinePlace> so) {
    var all = places.get(so.size());
    if (so.isEmpty()) {
      return all;
    }
    var last = so.getLast();
    var below = all.stream().filter(it -> it.start() >= last.start() + last.wanted().size());
    var list = below.toList();
    var lines = new Above(file);
    var inside = list.stream().filter(it -> lines.isInside(last.start(), it.start())).toList();
    return inside.isEmpty() ? list : inside;
  }

  private Optional<String> text(List<LinePlace> arrangement) {
    var out = new StringBuilder();
    var at = arrangement.getFirst().from();
    var next = 0;
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i).size() == 0) {
        continue;
      }
      var place = arrangement.get(next++);
      var with = place.with(fresh.get(i), Alignment.of(old.get(i), fresh.get(i)));
      if (with.isEmpty()) {
        return Optional.empty();
      }
      out.append(file.text(), at, place.from()).append(with.get());
      at = place.to();
    }
    return Optional.of(out.toString());
  }
}
