package dev.drydock.content;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A submission is refused before anything is built: the learner's fault, said so that the learner can mend it. */
public final class SubmissionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final @Nullable String file;
    private final String reason;
    private final String mend;

    /**
     * @param kind name in verdicts, such as {@code submission.link}
     * @param file path relative to the submission's folder, empty when no single file is meant
     * @param reason one sentence
     * @param mend what to do, one sentence
     */
    public SubmissionException(String kind, Optional<String> file, String reason, String mend) {
        super(file.map(name -> name + ": ").orElse("") + reason + " " + mend);
        this.kind = kind;
        this.file = file.orElse(null);
        this.reason = reason;
        this.mend = mend;
    }

    public String kind() {
        return kind;
    }

    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    public String reason() {
        return reason;
    }

    public String mend() {
        return mend;
    }
}
