package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Refusals of one file as they are found. */
final class RefusalList {

    private final String file;
    private final List<Refusal> found = new ArrayList<>();

    RefusalList(String file) {
        this.file = file;
    }

    void add(Refusal.Kind kind, SourceText part, String reason, String mend) {
        add(kind, part.span(), reason, mend);
    }

    void add(Refusal.Kind kind, Span span, String reason, String mend) {
        found.add(new Refusal(kind, file, span, reason, mend));
    }

    /** In the order of the file. */
    List<Refusal> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Refusal::line)
                        .thenComparingInt(refusal -> refusal.span().start().column()))
                .toList();
    }
}
