/**
 * Reads YAML into trees that know their lines, checks them against JSON Schemas and binds them to records; what is
 * wrong is said with file, line and remedy, all of it at once. Knows nothing about what the files mean.
 */
@NullMarked
package dev.drydock.yaml;

import org.jspecify.annotations.NullMarked;
