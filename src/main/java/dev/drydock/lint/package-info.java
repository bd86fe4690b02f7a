/**
 * Reads a Dockerfile without building it and remarks on what an experienced colleague would: one rule a file, in
 * {@code lint.rules}. Knows Dockerfiles and nothing else: no engine, no exercise, no catalogue.
 */
@NullMarked
package dev.drydock.lint;

import org.jspecify.annotations.NullMarked;
