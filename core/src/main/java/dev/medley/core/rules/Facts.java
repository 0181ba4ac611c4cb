package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that is known of a case; what is absent is unknown.
public record Facts(SortedMap<Variable, Fact> known) {

    public static final Facts NONE = new Facts(new TreeMap<>());

    public Facts {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
        known.forEach(
                (variable, fact) -> {
                    boolean fits =
                            switch (variable.kind()) {
                                case NUMBER -> fact instanceof Fact.Figure;
                                case FLAG -> fact instanceof Fact.Flag;
                                case PLACE, WORD -> fact instanceof Fact.Word;
                            };
                    if (!fits) {
                        throw new IllegalArgumentException(
                                "The fact %s is no value of %s.".formatted(fact, variable.word()));
                    }
                });
    }

    /// The same with one more, or another value of it.
    public Facts with(Variable variable, Fact fact) {
        var more = new TreeMap<>(known);
        more.put(variable, fact);
        return new Facts(more);
    }

    /// The same without what is said of a variable.
    public Facts without(Variable variable) {
        var fewer = new TreeMap<>(known);
        fewer.remove(variable);
        return new Facts(fewer);
    }

    /// These, and the others where these say nothing.
    public Facts and(Facts others) {
        var all = new TreeMap<>(others.known);
        all.putAll(known);
        return new Facts(all);
    }

    public Fact.@Nullable Figure figure(Variable variable) {
        return known.get(variable) instanceof Fact.Figure figure ? figure : null;
    }

    public Fact.@Nullable Flag flag(Variable variable) {
        return known.get(variable) instanceof Fact.Flag flag ? flag : null;
    }

    public Fact.@Nullable Word word(Variable variable) {
        return known.get(variable) instanceof Fact.Word word ? word : null;
    }
}
