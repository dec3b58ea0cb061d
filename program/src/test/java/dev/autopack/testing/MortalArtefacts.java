package dev.autopack.testing;

import dev.autopack.run.Artefacts;
import java.util.Optional;

/** Dies before and after content is saved. */
public final class MortalArtefacts implements Artefacts {
  private final Artefacts artefacts;
  private final Mortality mortality;

  public MortalArtefacts(Artefacts artefacts, Mortality mortality) {
    this.artefacts = artefacts;
    this.mortality = mortality;
  }

  @Override
  public String save(byte[] content) {
    mortality.reach("before an artefact");
    var sha256 = artefacts.save(content);
    mortality.reach("after an artefact");
    return sha256;
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    return artefacts.find(sha256);
  }

  @Override
  public String saveRecord(Record value) {
    mortality.reach("before an artefact");
    var sha256 = artefacts.saveRecord(value);
    mortality.reach("after an artefact");
    return sha256;
  }

  @Override
  public <T extends Record> T loadRecord(String sha256, Class<T> type) {
    return artefacts.loadRecord(sha256, type);
  }
}
