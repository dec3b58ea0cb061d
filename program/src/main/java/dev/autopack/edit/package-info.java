/**
 * What a change is: canonical paths, typed edits, and what they make of a tree.
 *
 * <p>Pure: no file, clock or process. Start at {@link FileEdit} and {@link ChangeSet}.
 */
@NullMarked
package dev.autopack.edit;

import org.jspecify.annotations.NullMarked;
