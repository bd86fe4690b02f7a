/**
 * Lessons' and exercises' Markdown as HTML that is safe to put into a page, whatever the Markdown holds.
 * Knows nothing about lessons and exercises but how their addresses begin.
 */
@NullMarked
package dev.drydock.content.markdown;

import org.jspecify.annotations.NullMarked;
