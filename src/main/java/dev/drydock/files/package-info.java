/**
 * Files on disks that others may change at the same time, and locks between processes. Knows nothing about the rest of Drydock.
 */
@NullMarked
package dev.drydock.files;

import org.jspecify.annotations.NullMarked;
