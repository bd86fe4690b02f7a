/**
 * What all pages have in common: layout, errors, security headers, who may come in. Knows nothing about what pages show.
 */
@NullMarked
package dev.drydock.web;

import org.jspecify.annotations.NullMarked;
