package dev.autopack.run;

import dev.autopack.telemetry.Records;

/**
 * Where a run keeps what must outlive the process.
 *
 * @param records what all runs left there, for the calibration
 * @param tests what they remember of flaky tests
 */
public record RunPorts(
    Journal journal,
    RunStore store,
    Artefacts artefacts,
    RunLocks locks,
    Records records,
    TestMemory tests) {}
