/**
 * The only code that talks to a Docker engine: builds with live events, images and their layers, containers, and
 * observation of what runs from outside of it. Knows nothing about exercises, checks, verdicts or the pool.
 */
@NullMarked
package dev.drydock.engine;

import org.jspecify.annotations.NullMarked;
