package dev.drydock.web;

import dev.drydock.people.Visitor;
import dev.drydock.submission.Handed;
import dev.drydock.submission.SubmissionStore;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.UUID;

/** The submissions that whoever sent the request may see. */
@Singleton
public final class VisibleSubmissions {

    private final SubmissionStore store;
    private final Visitors visitors;

    VisibleSubmissions(SubmissionStore store, Visitors visitors) {
        this.store = store;
        this.visitors = visitors;
    }

    /**
     * One of them.
     *
     * @throws NotFoundException also when there is one that may not be seen, so that guessing tells nothing
     */
    public Handed find(UUID id) {
        Visitor visitor = visitors.current();
        return store.find(id).filter(handed -> visitor.maySee(handed.learner())).orElseThrow(NotFoundException::new);
    }
}
