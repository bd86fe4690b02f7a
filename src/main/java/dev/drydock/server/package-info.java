/**
 * Puts the parts together to one process: roles, settings, what starts and ends when, health and metrics. Knows nothing about pages.
 */
@NullMarked
package dev.drydock.server;

import org.jspecify.annotations.NullMarked;
