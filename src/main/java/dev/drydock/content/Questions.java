package dev.drydock.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.yaml.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to a service whose values are drawn by lot. What they have to be answered with is what the reference solution
 * answers.
 *
 * @param method POST if left out
 * @param headers of the requests
 * @param cases kinds of inputs, so that rare ones are asked for as well
 */
public record Questions(
        @Key(value = "Name by which checks refer to them.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
        String name,

        @Key(value = "HTTP method, POST if left out.", pattern = "[A-Z]+", patternMeans = "capital letters")
        Optional<String> method,

        @Key(value = "Path and query.", pattern = "/.*", patternMeans = "a path that begins with a slash")
        String path,

        @Key(value = "TCP port inside the container.", min = 1, max = 65_535)
        int port,

        @Key("Headers of the requests.") Optional<Map<String, String>> headers,

        @Key(value = "Kinds of inputs.", min = 1) List<Case> cases) {

    public Questions {
        cases = List.copyOf(cases);
    }

    /**
     * A kind of input.
     *
     * @param count how many of it the reference solution is asked, once; a grading asks some of these
     * @param body in JSON; see {@link BodyTemplate} for values to be drawn
     */
    public record Case(
            @Key(value = "Name of the case.", pattern = Names.ID, patternMeans = Names.ID_MEANS)
            String name,

            @Key(value = "How many the reference solution is asked.", min = 1, max = 500)
            int count,

            @Key("Body in JSON; {draw: …} stands for a value to be drawn.")
            JsonNode body) {}
}
