package dev.autopack.code;

/** What came of reading a source file. */
public sealed interface Reading {
  /** Read, as far as the text let itself be read. */
  record Read(Outline outline) implements Reading {}

  /** Not read at all; nothing may be concluded of what the file defines. */
  record NotRead(Why why, String text) implements Reading {}

  /** Why a file was not read. */
  enum Why {
    UNKNOWN_LANGUAGE,
    /** Larger than {@link SourceReader#MAX_CHARS}. */
    TOO_LARGE,
    /** It asks for more work than a source file does. */
    TOO_SLOW,
    /** This machine has no grammar for it. */
    NO_GRAMMAR
  }
}
