/**
 * Accounts, roles and tokens, and who may see what. Knows nothing about HTTP; signing in is in {@code people.web}.
 */
@NullMarked
package dev.drydock.people;

import org.jspecify.annotations.NullMarked;
