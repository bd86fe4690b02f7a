package dev.drydock.grading.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Several answers of the reference solution to each job under each circumstance, each with lots of its own. */
public final class JobAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<JobAnswer>> answers = new TreeMap<>();

    /** Of an exercise without jobs. */
    public static JobAnswers none() {
        return new JobAnswers();
    }

    /** Empty if the text is none that {@link #text} made, as where writing it broke off. */
    public static Optional<JobAnswers> read(String text) {
        try {
            var read = new JobAnswers();
            read.answers.putAll(JSON.readValue(text, new TypeReference<Map<String, List<JobAnswer>>>() {}));
            return Optional.of(read);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    public String text() {
        try {
            return JSON.writeValueAsString(answers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void put(JobRequest request, List<JobAnswer> several) {
        answers.put(request.key(), List.copyOf(several));
    }

    /** One of the answers, by lot. */
    public JobAnswer any(JobRequest request, RandomGenerator random) {
        List<JobAnswer> several = answers.get(request.key());
        if (several == null) {
            throw new NoSuchElementException("the reference solution was not given the job " + request.key());
        }
        return several.get(random.nextInt(several.size()));
    }
}
