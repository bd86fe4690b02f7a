package dev.drydock.grading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The kinds of checks that there are. */
public final class Checks {

    private final SortedMap<String, Check<?>> byKind = new TreeMap<>();

    private Checks(Collection<? extends Check<?>> checks) {
        for (Check<?> check : checks) {
            Check<?> other = byKind.put(check.kind(), check);
            if (other != null) {
                throw new IllegalStateException(other.getClass().getName() + " and "
                        + check.getClass().getName() + " are both " + check.kind());
            }
        }
    }

    /** Those on the class path. */
    public static Checks installed() {
        List<Check<?>> found = new ArrayList<>();
        ServiceLoader.load(Check.class, Check.class.getClassLoader()).forEach(found::add);
        return new Checks(found);
    }

    public static Checks of(Check<?>... checks) {
        return new Checks(List.of(checks));
    }

    public Optional<Check<?>> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** By kind. */
    public List<Check<?>> all() {
        return List.copyOf(byKind.values());
    }

    public SortedSet<String> kinds() {
        return new TreeSet<>(byKind.keySet());
    }
}
