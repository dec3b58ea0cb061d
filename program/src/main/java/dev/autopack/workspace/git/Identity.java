package dev.autopack.workspace.git;

import dev.autopack.error.OperatorException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Who commits: the user, as git knows them.
 *
 * @param person "Name &lt;address&gt;"
 * @param zone as git writes it: "+0100"
 */
record Identity(String person, String zone) {
  /** Of a workspace in which nothing is committed. */
  static final Identity NOBODY = new Identity("Nobody <nobody@localhost>", "+0000");

  private static final Pattern LINE = Pattern.compile("(.*<.*>) \\d+ ([+-]\\d{4})");

  /** Asks git once; a name that git would have to guess is no name. */
  static Identity ask(Git asUser) {
    var exit =
        asUser
            .with("-c", "user.useConfigOnly=true")
            .attempt(new byte[0], "var", "GIT_AUTHOR_IDENT");
    var line = LINE.matcher(new String(exit.stdout(), StandardCharsets.UTF_8).strip());
    if (!exit.isSuccess() || !line.matches()) {
      throw new OperatorException(
          "git does not know whose commits these are: no user.name or user.email is set.",
          "Set them with 'git config --global user.name \"Your Name\"' and 'git config --global"
              + " user.email you@example.org', then start again.");
    }
    return new Identity(line.group(1), line.group(2));
  }

  String at(Instant when) {
    return "%s %d %s".formatted(person, when.getEpochSecond(), zone);
  }
}
