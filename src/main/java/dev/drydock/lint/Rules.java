package dev.drydock.lint;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules that there are. */
public final class Rules {

    private final SortedMap<String, Rule> byId = new TreeMap<>();

    private Rules(Collection<Rule> rules) {
        for (Rule rule : rules) {
            Rule other = byId.put(rule.id(), rule);
            if (other != null) {
                throw new IllegalStateException(
                        other.getClass().getName() + " and " + rule.getClass().getName() + " are both " + rule.id());
            }
        }
    }

    /** Those on the class path. */
    public static Rules installed() {
        return new Rules(ServiceLoader.load(Rule.class, Rule.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** Sorted by id. */
    public Collection<Rule> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Rule> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
