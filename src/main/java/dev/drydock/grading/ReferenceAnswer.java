package dev.drydock.grading;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the reference solution answered when it was asked.
 *
 * @param drawnCase kind of input, one of the questions' cases
 * @param body of the request, as it was drawn
 * @param status of the answer
 * @param answer in JSON; the text as it was where it is none
 */
public record ReferenceAnswer(String drawnCase, JsonNode body, int status, JsonNode answer) {}
