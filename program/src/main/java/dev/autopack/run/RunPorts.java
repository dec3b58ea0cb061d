package dev.autopack.run;

/** Where a run keeps what must outlive the process. */
public record RunPorts(Journal journal, RunStore store, Artefacts artefacts, RunLocks locks) {}
