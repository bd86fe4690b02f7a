package dev.drydock.content;

import java.nio.file.Path;

/**
 * A mistake that the grader has to catch.
 *
 * @param name of its folder
 * @param folder laid over the solution
 */
public record WrongSolution(String name, Path folder, Expected expected) {}
