package dev.drydock.grading;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A check that finds what a test wants. */
record StubCheck(String kind, Moment moment, Function<Observations, Finding> judgement)
        implements Check<StubCheck.Parameters> {

    StubCheck(String kind, Function<Observations, Finding> judgement) {
        this(kind, Moment.BUILT, judgement);
    }

    record Parameters(
            int port,
            Optional<List<Expectation>> expect,
            @JsonProperty("equals") Optional<String> equalTo) {
        Parameters {
            if (port == 666) {
                throw new IllegalArgumentException("port must not be 666");
            }
        }
    }

    record Expectation(String pointer, Optional<Double> sumsTo) {}

    /** A kind whose findings do not matter. */
    static StubCheck of(String kind) {
        return new StubCheck(kind, seen -> Finding.passed("", ""));
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public String defaultHint() {
        return "Try harder.";
    }

    @Override
    public String defaultLesson() {
        return "01-first#stub";
    }

    @Override
    public Finding judge(Parameters parameters, Observations seen) {
        return judgement.apply(seen);
    }
}
