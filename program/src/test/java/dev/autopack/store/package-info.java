/** Tests of the store, and what other tests need to see of how it writes values down. */
@NullMarked
package dev.autopack.store;

import org.jspecify.annotations.NullMarked;
