/**
 * Looks for mistakes in lessons and briefs that no schema can find: links and pictures that lead nowhere, examples that are
 * not what they say, names that are misspelt, quizzes that give their answers away.
 * Knows nothing about graders, engines and servers.
 */
@NullMarked
package dev.drydock.content.review;

import org.jspecify.annotations.NullMarked;
