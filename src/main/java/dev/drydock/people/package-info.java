/**
 * Accounts, roles and tokens, and who may see what. Knows nothing about HTTP; signing in is in {@code web}.
 */
@NullMarked
package dev.drydock.people;

import org.jspecify.annotations.NullMarked;
