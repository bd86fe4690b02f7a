/**
 * Reads Dockerfiles and ignore files to BuildKit's grammar, with the lines that every part came from.
 * Knows nothing about Docker engines, images or grading.
 */
@NullMarked
package dev.drydock.dockerfile;

import org.jspecify.annotations.NullMarked;
