/**
 * PostgreSQL: the one that Drydock brings along or the one that an operator names, its schema, and its notifications.
 * Knows nothing about what is stored in it.
 */
@NullMarked
package dev.drydock.database;

import org.jspecify.annotations.NullMarked;
