package dev.drydock.engine;

import java.time.Duration;
import java.util.Map;

/** What came of an {@link HttpProbe}. */
public sealed interface HttpReply {

    /**
     * An answer.
     *
     * @param headers names in lower case, the last value of each
     * @param body at most 1 MiB, untrusted
     * @param took from the start of the request that was answered
     */
    record Answer(int status, Map<String, String> headers, String body, Duration took) implements HttpReply {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * No answer.
     *
     * @param reason in words for the learner, such as "connection refused"
     */
    record NoAnswer(String reason) implements HttpReply {

        /** What the reason of a refusal begins with. */
        static final String REFUSED = "connection refused";

        /** Whether nothing took the connection. */
        public boolean isRefusal() {
            return reason.startsWith(REFUSED);
        }
    }
}
