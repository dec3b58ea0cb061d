package dev.autopack.gate;

import java.util.List;

/**
 * What a person asks of quality.
 *
 * @param coverageFall by how many points of the percentage coverage may fall
 * @param changedLines how many of a hundred changed lines must be covered; 0 asks nothing
 * @param lint the command that ends with 0 where a tree is clean; empty: none is run
 */
public record QualitySettings(int coverageFall, int changedLines, List<String> lint) {
  public static final QualitySettings DEFAULT = new QualitySettings(5, 0, List.of());

  public QualitySettings {
    lint = List.copyOf(lint);
  }
}
