package dev.autopack.gate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autopack.edit.RepoPath;
import dev.autopack.gate.Preparation;
import dev.autopack.gate.Trouble;
import dev.autopack.gate.testing.Checkout;
import dev.autopack.gate.testing.PlayedTools;
import dev.autopack.process.Command;
import dev.autopack.process.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("CI", "1");
  private static final List<String> GET = List.of("tool", "get");
  private static final Preparation READY = new Preparation.Ready();

  @TempDir private Path temporary;

  private final Map<String, String> files = new TreeMap<>(Map.of("lock", "1", "other", "1"));
  private final PlayedTools tools = new PlayedTools().on("get", 0, "");

  @Test
  void it_runs_once_for_the_same_decisive_files() throws Exception {
    assertThat(fetch().wasBegun()).isFalse();
    assertThat(fetch().isDone()).isFalse();

    assertThat(get()).isEqualTo(READY);
    assertThat(get()).isEqualTo(READY);
    files.put("other", "2");
    assertThat(get()).isEqualTo(READY);

    assertThat(tools.started()).hasSize(1);
    assertThat(fetch().isDone()).isTrue();
    assertThat(fetch().wasBegun()).isTrue();

    files.put("lock", "2");
    assertThat(fetch().isDone()).isFalse();
    assertThat(get()).isEqualTo(READY);
    assertThat(tools.started()).hasSize(2);
  }

  @Test
  void a_file_that_moves_is_another_and_each_build_has_a_state_of_its_own() throws Exception {
    get();

    assertThat(fetch("tool", "other").isDone()).isFalse();
    assertThat(fetch("tool:web", "lock").wasBegun()).isFalse();
    assertThat(fetch("tool", "gone").isDone()).isFalse();
  }

  @Test
  void it_is_a_preparation_with_the_given_folder_and_environment() throws Exception {
    get();

    var command = tools.started().getFirst();
    assertThat(command.argv()).isEqualTo(GET);
    assertThat(command.folder()).isEqualTo(temporary);
    assertThat(command.environment()).isEqualTo(ENVIRONMENT);
    assertThat(command.purpose()).isEqualTo(Command.Purpose.PREPARE);
    assertThat(command.bounds().outputBytes()).isEqualTo(256 * 1024);
  }

  @Test
  void a_failure_is_told_with_its_words_and_tried_again() throws Exception {
    tools.on("get", 3, "no network");

    assertThat(get()).isEqualTo(failed("'tool get' failed with exit code 3:\nno network"));
    assertThat(fetch().isDone()).isFalse();
    assertThat(fetch().wasBegun()).isTrue();

    tools.on("get", _ -> PlayedTools.stopped(Exit.Ending.WALL_TIMEOUT, ""));
    assertThat(get()).isInstanceOf(Preparation.Failed.class);
    tools.on("get", 0, "");
    assertThat(get()).isEqualTo(READY);
    assertThat(tools.started()).hasSize(3);
  }

  @Test
  void a_tool_that_is_not_there_is_told() throws Exception {
    assertThat(fetch().once(List.of("gone", "x"), temporary, ENVIRONMENT))
        .isEqualTo(failed("'gone' cannot be started: no such program"));
  }

  @Test
  void what_has_gone_is_fetched_again_and_what_is_there_already_is_not() throws Exception {
    fetch().done();
    assertThat(get()).isEqualTo(READY);
    assertThat(tools.started()).isEmpty();

    fetch().forget();
    assertThat(fetch().wasBegun()).isTrue();
    assertThat(get()).isEqualTo(READY);
    assertThat(tools.started()).hasSize(1);
  }

  private static Preparation failed(String why) {
    return new Preparation.Failed(
        new Trouble(Trouble.Kind.TOOL, "what the tests need could not be fetched: " + why));
  }

  private Preparation get() throws InterruptedException {
    return fetch().once(GET, temporary, ENVIRONMENT);
  }

  private Fetch fetch() {
    return fetch("tool", "lock");
  }

  private Fetch fetch(String id, String decisive) {
    var request = Checkout.of(temporary, files).request();
    return new Fetch(tools, request, id, List.of(new RepoPath(decisive)));
  }
}
