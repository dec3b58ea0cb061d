package dev.autopack.model;

/** Why a provider ended a reply, as far as all providers tell it apart. */
public enum StopReason {
  END,
  MAX_TOKENS,
  REFUSAL,
  OTHER
}
