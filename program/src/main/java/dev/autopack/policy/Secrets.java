package dev.autopack.policy;

import dev.autopack.edit.FileEdit;
import dev.autopack.edit.RepoPath;
import dev.autopack.policy.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Secrets in text that a change adds. What stood there before, anywhere in it, is not added. */
record Secrets() implements Rule.OfText {
  @Override
  public String name() {
    return "secret";
  }

  @Override
  public String minds() {
    return "Keys and tokens are never written into the repository.";
  }

  @Override
  public List<Said> judge(Judged judged) {
    var said = new ArrayList<Said>();
    var olds =
        judged.changes().changes().stream().flatMap(change -> change.before().stream()).toList();
    for (var change : judged.changes().changes()) {
      said.addAll(inText(change.path(), change.after().orElse(""), olds));
    }
    return said;
  }

  /**
   * What can be said of one edit without its tree. A whole-file rewrite may carry on what the file
   * holds already, so it is judged once that is known.
   */
  List<Said> judge(FileEdit edit) {
    return switch (edit) {
      case FileEdit.Create(var path, var content) -> inText(path, content, List.of());
      case FileEdit.Edit(var path, var replacements) -> inReplacements(path, replacements);
      case FileEdit.Rename(var path, _, var replacements) -> inReplacements(path, replacements);
      case FileEdit.Rewrite _, FileEdit.Delete _ -> List.of();
    };
  }

  private static List<Said> inReplacements(RepoPath path, List<FileEdit.Replacement> replacements) {
    var olds = replacements.stream().map(FileEdit.Replacement::before).toList();
    return replacements.stream()
        .flatMap(replacement -> inText(path, replacement.after(), olds).stream())
        .toList();
  }

  /** The finding never quotes the secret: it is stored, shown and sent on. */
  private static List<Said> inText(RepoPath path, String text, List<String> olds) {
    return SecretKind.findAll(text).stream()
        .filter(found -> olds.stream().noneMatch(old -> old.contains(found.token())))
        .map(found ->
            new Said(
                Severity.REFUSE,
                List.of(path),
                "line %d holds %s".formatted(found.line(), found.kind().what())))
        .toList();
  }

  @Override
  public List<Example> matching() {
    // Put together from halves, so that no scanner takes this file for a leak.
    return List.of(
        Example.adding("key = 'AKIA" + "QWERTYUIOP234567'\n"),
        Example.adding("t = \"ghp_" + "0123456789abcdefghijABCDEFGHIJ012345\"\n"),
        Example.adding("t = \"xoxb-" + "123456789012-abcdefghijklmnopqrst\"\n"),
        Example.adding("k: sk-ant-" + "api03-abcdefghijklmnopqrstuvwxyzABCDEFGHIJ\n"),
        Example.adding("k: sk-proj-" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789\n"),
        Example.adding(
            "-----BEGIN RSA "
                + "PRIVATE KEY-----\nMIIEowIBAAKCAQEAvJ3yXq0p7c1lqZr2u4w8sGfT5kHnD9eRbYmC\n"),
        Example.adding("aws_secret_access_key = " + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123\n"));
  }

  @Override
  public List<Example> passing() {
    var leaked = "key = 'AKIA" + "QWERTYUIOP234567'\n";
    return List.of(
        Example.adding("key = 'AKIAIOSFODNN7EXAMPLE'\n"),
        Example.adding("text.replace(\"-----BEGIN PRIVATE KEY-----\", \"\")\n"),
        Example.adding("token = \"ghp_" + "x".repeat(36) + "\"\n"),
        Example.adding("sk-learn is no key, and neither is risk-proj-management\n"),
        Example.adding("sha = '0123456789abcdef0123456789abcdef01234567'\n"),
        Example.text("a line beside an old secret", leaked, leaked + "x = 1\n"),
        Example.text("an old secret goes", leaked + "x = 1\n", "x = 1\n"));
  }
}
