/**
 * Lessons and their quizzes as folders: loads and validates them.
 * Knows nothing about servers, people and their answers.
 */
@NullMarked
package dev.drydock.content.lesson;

import org.jspecify.annotations.NullMarked;
