package dev.autopack.output;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.FileEdit.Replacement;
import dev.autopack.output.TextPart.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operations as the texts they are made of, and back. */
final class TextParts {
  private TextParts() {}

  static List<TextPart> of(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create(var _, var content) -> List.of(new TextPart(Role.CONTENT, content));
      case FileEdit.Rewrite(var _, var content) -> List.of(new TextPart(Role.CONTENT, content));
      case FileEdit.Edit(var _, var replacements) -> of(replacements);
      case FileEdit.Delete _ -> List.of();
      case FileEdit.Rename(var _, var _, var replacements) -> of(replacements);
    };
  }

  static List<TextPart> of(List<Replacement> replacements) {
    var parts = new ArrayList<TextPart>();
    for (var replacement : replacements) {
      parts.add(new TextPart(Role.BEFORE, replacement.before(), replacement.lines()));
      parts.add(new TextPart(Role.AFTER, replacement.after()));
    }
    return parts;
  }

  /** Empty where they are not old and new texts in turn. */
  static Optional<List<Replacement>> replacements(List<TextPart> parts) {
    if (parts.size() % 2 != 0) {
      return Optional.empty();
    }
    var replacements = new ArrayList<Replacement>();
    for (int i = 0; i < parts.size(); i += 2) {
      var old = parts.get(i);
      if (old.role() != Role.BEFORE
          || parts.get(i + 1).role() != Role.AFTER
          || (old.text().isEmpty() && old.lines().isEmpty())) {
        return Optional.empty();
      }
      replacements.add(new Replacement(old.text(), parts.get(i + 1).text(), old.lines()));
    }
    return Optional.of(replacements);
  }
}
