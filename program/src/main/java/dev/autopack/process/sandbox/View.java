package dev.autopack.process.sandbox;

import dev.autopack.process.Command.Purpose;
import dev.autopack.process.Confinement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a child finds where, other than what the machine itself shows to everybody. */
final class View {
  /** Whole folders of other people's files, of servers' sockets, and of what programs left. */
  private static final List<Path> ALWAYS_HIDDEN =
      Stream.of("/home", "/root", "/run", "/var/run", "/var/lib/docker").map(Path::of).toList();

  private static final List<Path> TEMPORARY = List.of(Path.of("/tmp"), Path.of("/var/tmp"));
  private static final int LONGEST_CONFIGURATION = 1024 * 1024;

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)password|passphrase|passwd|secret|token|_auth\\b|extraheader|://[^/\\s@:]*:[^/\\s@]+@");

  private final Path home;
  private final Confinement confinement;
  private final Map<String, String> environment;
  private final List<Path> hidden;

  /**
   * Looks at nothing yet.
   *
   * @param environment the child's
   */
  View(Path home, Confinement confinement, Map<String, String> environment) {
    this.home = home.toAbsolutePath().normalize();
    this.confinement = confinement;
    this.environment = environment;
    this.hidden =
        Stream.of(ALWAYS_HIDDEN.stream(), Stream.of(this.home), confinement.hidden().stream())
            .flatMap(paths -> paths)
            .flatMap(View::andWhereItLeads)
            .filter(View::isRealFolder)
            .distinct()
            .toList();
  }

  /** Where the child's own home is to be found inside. */
  Path home() {
    var canBe = isRealFolder(home) || (Files.isDirectory(home) && isHidden(home));
    return canBe ? home : TEMPORARY.getFirst();
  }

  private static Stream<Path> andWhereItLeads(Path path) {
    try {
      return Stream.of(path, path.toRealPath());
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  /** Above first, so that each lies on what was laid below it. */
  List<Mount> mounts(Purpose purpose, Scratch scratch) {
    var mounts = new ArrayList<Mount>();
    hidden.forEach(path -> mounts.add(Mount.hidden(path)));
    TEMPORARY.stream()
        .filter(View::isRealFolder)
        .forEach(path -> mounts.add(new Mount(Mount.Kind.WRITABLE, scratch.temporary(), path)));
    if (home().equals(home)) {
      mounts.add(new Mount(Mount.Kind.WRITABLE, scratch.home(), home));
    }
    tools().forEach(path -> mounts.add(Mount.readable(path)));
    caches(purpose, scratch).forEach(mounts::add);
    configuration(scratch).forEach(mounts::add);
    confinement.writable().forEach(path -> mounts.add(Mount.writable(path)));
    mounts.add(Mount.writable(confinement.worktree()));
    GitPlace.of(confinement.worktree()).forEach(path -> mounts.add(configured(path, scratch)));
    // A later one of the same place takes the earlier one's place.
    var byPlace = new LinkedHashMap<Path, Mount>();
    mounts.forEach(mount -> byPlace.put(mount.at(), mount));
    return byPlace.values().stream()
        .sorted(Comparator.comparingInt(mount -> mount.at().getNameCount()))
        .toList();
  }

  /** What may hold a password, such as one in the URL of a remote, looks empty where it does. */
  private static Mount configured(Path path, Scratch scratch) {
    return Files.isRegularFile(path) && holdsSecret(path)
        ? new Mount(Mount.Kind.READABLE, scratch.nothing(), path)
        : Mount.readable(path);
  }

  private Stream<Path> tools() {
    var named =
        Homely.TOOL_VARIABLES.stream()
            .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
            .flatMap(View::path);
    var searched =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .flatMap(View::path)
            .map(this::tool);
    return Stream.of(Homely.TOOLS.stream().map(home::resolve), named, searched)
        .flatMap(paths -> paths)
        .filter(Files::exists)
        .filter(this::mayBeShown)
        .distinct();
  }

  /** A folder of programs needs the folder of the tool, as shims and links lead there. */
  private Path tool(Path programs) {
    if (!programs.startsWith(home) || programs.equals(home)) {
      var above = programs.getParent();
      return isTemporary(programs) || above == null || !isHidden(programs) ? programs : above;
    }
    var below = home.relativize(programs);
    var first = below.getName(0);
    if (below.getNameCount() == 1 || first.toString().equals(".local")) {
      return programs;
    }
    return home.resolve(first);
  }

  private Stream<Mount> caches(Purpose purpose, Scratch scratch) {
    var atHome = Homely.CACHES.stream().map(home::resolve);
    var named =
        Homely.CACHE_VARIABLES.entrySet().stream()
            .flatMap(variable ->
                Optional.ofNullable(environment.get(variable.getKey())).stream()
                    .flatMap(View::path)
                    .flatMap(folder -> variable.getValue().stream().map(folder::resolve)))
            .map(Path::normalize);
    var places = Stream.concat(atHome, named).filter(this::isNoOneElses).distinct();
    if (purpose == Purpose.PREPARE) {
      return places.filter(scratch::makeForNow).map(Mount::filled);
    }
    return places.filter(Files::isDirectory).map(Mount::readable);
  }

  private Stream<Mount> configuration(Scratch scratch) {
    var shown =
        Homely.CONFIGURATION.stream()
            .map(home::resolve)
            .filter(Files::isRegularFile)
            .map(file -> configured(file, scratch));
    var never =
        Homely.SECRETS.stream()
            .map(home::resolve)
            .filter(Files::isRegularFile)
            .map(file -> new Mount(Mount.Kind.READABLE, scratch.nothing(), file));
    return Stream.concat(shown, never);
  }

  private static boolean holdsSecret(Path file) {
    try {
      return Files.size(file) > LONGEST_CONFIGURATION
          || SECRET.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** Only what lies under something hidden has to be shown; the rest is seen anyway. */
  private boolean mayBeShown(Path path) {
    return (isHidden(path) || isTemporary(path)) && !isWhole(path) && isNoOneElses(path);
  }

  private boolean isHidden(Path path) {
    return hidden.stream().anyMatch(path::startsWith);
  }

  private static boolean isTemporary(Path path) {
    return TEMPORARY.stream().anyMatch(path::startsWith);
  }

  /** Whether a place is, or holds, all of what is hidden. */
  private boolean isWhole(Path path) {
    return home.startsWith(path)
        || hidden.stream().anyMatch(one -> one.startsWith(path))
        || TEMPORARY.contains(path);
  }

  private boolean isNoOneElses(Path path) {
    return confinement.hidden().stream().noneMatch(path::startsWith)
        && Homely.CLOSED.stream().map(home::resolve).noneMatch(path::startsWith)
        && !path.startsWith(confinement.worktree());
  }

  /** A link is not laid over: what it leads to is. */
  private static boolean isRealFolder(Path path) {
    return path.getParent() != null && Files.isDirectory(path) && !Files.isSymbolicLink(path);
  }

  private static Stream<Path> path(String text) {
    return text.startsWith("/") ? Stream.of(Path.of(text).normalize()) : Stream.empty();
  }
}
