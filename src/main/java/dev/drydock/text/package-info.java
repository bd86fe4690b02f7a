/**
 * Small helps with words: the nearest known spelling, text made harmless. Pure; knows nothing about the rest of Drydock.
 */
@NullMarked
package dev.drydock.text;

import org.jspecify.annotations.NullMarked;
