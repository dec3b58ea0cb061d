/**
 * Opens what test and coverage tools wrote: text in any encoding, XML without anything from outside
 * of it, both as streams.
 *
 * <p>Knows no format's meaning. Start at {@link ReportXml} and {@link ReportText}.
 */
@NullMarked
package dev.autopack.gate.report;

import org.jspecify.annotations.NullMarked;
