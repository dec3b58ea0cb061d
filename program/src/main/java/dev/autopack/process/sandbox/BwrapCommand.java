package dev.autopack.process.sandbox;

import dev.autopack.process.Command;
import dev.autopack.process.Confinement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the command line of {@code bwrap}. */
final class BwrapCommand {
  /** Namespaces and rights: a child is nobody special inside, and cannot make further ones. */
  private static final List<String> APART =
      List.of(
          "--die-with-parent",
          "--new-session",
          "--unshare-user",
          "--unshare-pid",
          "--unshare-ipc",
          "--unshare-uts",
          "--unshare-cgroup-try",
          "--disable-userns",
          "--cap-drop",
          "ALL",
          "--hostname",
          "sandbox");

  private static final List<String> NO_NETWORK = List.of("--unshare-net");

  /** The machine as everybody sees it, processes and devices aside. */
  private static final List<String> MACHINE =
      List.of(
          "--ro-bind",
          "/",
          "/",
          "--proc",
          "/proc",
          "--dev",
          "/dev",
          "--size",
          Long.toString(64L * 1024 * 1024),
          "--tmpfs",
          "/dev/shm",
          "--remount-ro",
          "/dev");

  /** Where a machine keeps its resolver, which lies in a hidden folder. */
  private static final Path RESOLVER = Path.of("/run/systemd/resolve");

  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private final Path program;
  private final Confinement confinement;
  private final View view;
  private final Scratch scratch;

  BwrapCommand(Path program, Confinement confinement, View view, Scratch scratch) {
    this.program = program;
    this.confinement = confinement;
    this.view = view;
    this.scratch = scratch;
  }

  /** One that does nothing, but with everything that a real one needs of the kernel. */
  static List<String> trial(Path program) {
    return words(
        List.of(List.of(program.toString()), APART, NO_NETWORK, MACHINE, List.of("--", "true")));
  }

  /** The command inside, its program at the place it was found. */
  List<String> of(Command command, Path located) {
    var inside = new ArrayList<String>();
    inside.add(located.toString());
    inside.addAll(command.argv().subList(1, command.argv().size()));
    return words(List.of(outside(command), bounds(), inside));
  }

  /** The same with a command that only ends well. */
  List<String> trialOf(Command command) {
    return words(List.of(outside(command), bounds(), List.of("true")));
  }

  private List<String> outside(Command command) {
    var mounts = view.mounts(command.purpose(), scratch);
    var hidden = mounts.stream().filter(mount -> mount.kind() == Mount.Kind.HIDDEN).toList();
    return words(
        List.of(
            List.of(program.toString()),
            APART,
            hasNetwork(command) ? List.of() : NO_NETWORK,
            MACHINE,
            mounts.stream().flatMap(mount -> mount.words().stream()).toList(),
            hasNetwork(command) ? resolver() : List.of(),
            hidden.stream()
                .flatMap(mount -> Stream.of("--remount-ro", mount.at().toString()))
                .toList(),
            List.of("--chdir", command.folder().toAbsolutePath().toString())));
  }

  /** What the kernel itself holds each process to, where the program that says so is there. */
  private List<String> bounds() {
    return Files.isExecutable(PRLIMIT)
        ? List.of(
            "--", PRLIMIT.toString(), "--nproc=" + confinement.limits().threads(), "--core=0", "--")
        : List.of("--");
  }

  private boolean hasNetwork(Command command) {
    return switch (confinement.network()) {
      case NEVER -> false;
      case PREPARE -> command.purpose() == Command.Purpose.PREPARE;
      case ALWAYS -> true;
    };
  }

  private static List<String> resolver() {
    return Files.isDirectory(RESOLVER)
        ? List.of("--ro-bind", RESOLVER.toString(), RESOLVER.toString())
        : List.of();
  }

  private static List<String> words(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
