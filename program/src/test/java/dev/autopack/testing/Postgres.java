package dev.autopack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL 15 server on loopback, started at first use and ended with the tests. */
public final class Postgres {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final String USER = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder;
  private final int port;

  private Postgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The server; aborts the test where PostgreSQL 15 is not installed. */
  public static Postgres require() {
    Proof.requireTool("postgresql-15", () -> Files.isExecutable(PROGRAMS.resolve("initdb")));
    return Running.SERVER;
  }

  /** The address of a new, empty database. */
  public String create() {
    var name = "autopack_" + DATABASES.incrementAndGet();
    execute(url("postgres"), "create database " + name);
    return url(name);
  }

  public String user() {
    return USER;
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Runs one statement in the database of this address. */
  public void execute(String url, String sql) {
    try (var connection = DriverManager.getConnection(url, USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Postgres start() {
    try {
      var folder = Files.createTempDirectory("autopack-postgres");
      if (isRoot()) {
        run(List.of("chown", USER, folder.toString()));
      }
      var data = folder.resolve("data").toString();
      asServer("initdb", "-D", data, "-A", "trust", "-N", "-U", USER, "-E", "UTF8", "--locale=C");
      var server = new Postgres(folder, freePort());
      var options =
          "-p %d -k %s -c fsync=off -c listen_addresses=127.0.0.1".formatted(server.port, folder);
      asServer(
          "pg_ctl", "-D", data, "-l", folder.resolve("log").toString(), "-o", options, "start");
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    asServer("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "stop");
    run(List.of("rm", "-rf", folder.toString()));
  }

  /** PostgreSQL refuses to run as root. */
  private static void asServer(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Its output goes to a file: a server that inherits a pipe keeps its reader waiting. */
  private static void run(List<String> command) {
    try {
      var output = Files.createTempFile("autopack-postgres", ".out");
      var code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      var said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (code != 0) {
        throw new IllegalStateException("%s ended with %d: %s".formatted(command, code, said));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Loaded, and with it the server started, by the first test that asks. */
  private static final class Running {
    private static final Postgres SERVER = start();
  }
}
