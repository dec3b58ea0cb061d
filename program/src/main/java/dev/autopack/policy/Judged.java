package dev.autopack.policy;

import dev.autopack.edit.ChangeSet;

/** The change before the rules, with the scope it must keep to. */
record Judged(ChangeSet changes, PolicyScope scope) {}
