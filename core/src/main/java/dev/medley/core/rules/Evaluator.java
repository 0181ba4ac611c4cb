package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.rules.Predicate.Compare;
import dev.medley.core.rules.Predicate.Holds;
import dev.medley.core.rules.Predicate.In;
import dev.medley.core.rules.Predicate.Named;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Evaluates predicates over what is known, in three-valued logic: what nobody knows decides
/// nothing, and what is decided without it does not miss it.
final class Evaluator {

    private final Facts facts;
    private final CountryGroups groups;

    Evaluator(Facts facts, CountryGroups groups) {
        this.facts = facts;
        this.groups = groups;
    }

    Evaluation evaluate(Predicate predicate) {
        return switch (predicate) {
            case Compare compare -> compare(compare);
            case Holds holds -> holds(holds);
            case In in -> in(in);
            case Predicate.Not not -> evaluate(not.part()).not();
            case Predicate.All all -> Evaluation.all(evaluate(all.parts()));
            case Predicate.Any any -> Evaluation.any(evaluate(any.parts()));
            case Named named -> named(named);
        };
    }

    private List<Evaluation> evaluate(List<Predicate> parts) {
        return parts.stream().map(this::evaluate).toList();
    }

    /// Bandwidths and the like are never negative, so a part of a sum may be enough.
    private Evaluation compare(Compare compare) {
        double known = 0;
        var confidence = Confidence.HIGH;
        var missing = new TreeSet<Variable>();
        var found = new ArrayList<Variable>();
        for (var variable : compare.sum()) {
            var figure = facts.figure(variable);
            if (figure == null) {
                missing.addAll(inputsOf(variable));
            } else {
                known += figure.value();
                confidence = Evaluation.lower(confidence, figure.confidence());
                found.add(variable);
            }
        }
        var relation = compare.relation();
        boolean holds = relation.holds(known, compare.threshold());
        boolean decided = missing.isEmpty() || (!found.isEmpty() && holds == relation.grows());
        if (!decided || (!missing.isEmpty() && !beyond(known, compare))) {
            return new Evaluation(
                    Truth.UNKNOWN, confidence, List.of(), missing, List.of(), List.of());
        }
        var margin = new Margin(found, known, relation, compare.threshold());
        return new Evaluation(
                Truth.of(holds),
                confidence,
                List.of(margin),
                new TreeSet<>(),
                List.of(margin.text()),
                List.of());
    }

    /// Whether the known part of a sum is past the threshold already.
    private static boolean beyond(double known, Compare compare) {
        return known > compare.threshold()
                || (known == compare.threshold()
                        && compare.relation().grows()
                                == compare.relation().holds(known, compare.threshold()));
    }

    /// What somebody would have to look up.
    private List<Variable> inputsOf(Variable variable) {
        if (variable != Variable.PD) {
            return List.of(variable);
        }
        var inputs = new ArrayList<Variable>();
        for (var input : List.of(Variable.TPP, Variable.DIE_AREA)) {
            if (facts.figure(input) == null) {
                inputs.add(input);
            }
        }
        return inputs.isEmpty() ? List.of(Variable.PD) : inputs;
    }

    private Evaluation holds(Holds holds) {
        var flag = facts.flag(holds.flag());
        if (flag != null) {
            return Evaluation.of(
                    Truth.of(flag.value()),
                    flag,
                    (flag.value() ? "" : "not ") + holds.flag().label());
        }
        if (holds.flag().isEndUse()) {
            return new Evaluation(
                    Truth.FALSE,
                    Confidence.HIGH,
                    List.of(),
                    new TreeSet<>(),
                    List.of("no %s stated".formatted(holds.flag().label())),
                    List.of("no " + holds.flag().label()));
        }
        return Evaluation.missing(holds.flag());
    }

    private Evaluation in(In in) {
        var word = facts.word(in.place());
        if (word == null) {
            return Evaluation.missing(in.place());
        }
        var membership = new ArrayList<Evaluation>();
        for (var name : in.names()) {
            membership.add(isIn(word, in.place(), name));
        }
        var any = Evaluation.any(membership);
        var because =
                "%s %s is %s %s"
                        .formatted(
                                in.place().label(),
                                word.value(),
                                any.truth() == Truth.TRUE
                                        ? "in"
                                        : in.names().size() == 1 ? "not in" : "in none of",
                                any.truth() == Truth.TRUE
                                        ? String.join("", any.because())
                                        : String.join(", ", in.names()));
        boolean plain = in.place() == Variable.ITEM && any.truth() == Truth.TRUE;
        return new Evaluation(
                any.truth(),
                any.confidence(),
                List.of(),
                any.missing(),
                plain ? List.of() : List.of(because),
                List.of());
    }

    private Evaluation isIn(Fact.Word word, Variable place, String name) {
        var group = place.kind() == Variable.Kind.PLACE ? groups.group(name) : null;
        if (group == null) {
            return Evaluation.of(Truth.of(word.value().equals(name)), word, name);
        }
        var confidence = Evaluation.lower(word.confidence(), group.confidenceIn(word.value()));
        return new Evaluation(
                Truth.of(group.has(word.value())),
                confidence,
                List.of(),
                new TreeSet<>(),
                List.of(name),
                List.of());
    }

    /// A vendor's own class goes before the numbers, which are still told.
    private Evaluation named(Named named) {
        var computed = evaluate(named.meaning());
        var eccn = facts.word(Variable.VENDOR_ECCN);
        if (eccn == null || named.eccns().isEmpty() || !saysClass(eccn.value())) {
            return computed;
        }
        var stated = eccn.value().toUpperCase(Locale.ROOT);
        var truth =
                Truth.of(
                        named.eccns().stream()
                                .anyMatch(e -> e.toUpperCase(Locale.ROOT).equals(stated)));
        return Evaluation.of(truth, eccn, "the vendor's ECCN " + eccn.value())
                .with(computed.margins());
    }

    /// Classes that end in `.z` say that 3A090 is met, but not which part of it; a bare 3A090 or
    /// 4A090 says no more. There the numbers decide.
    static boolean saysClass(String eccn) {
        var upper = eccn.toUpperCase(Locale.ROOT);
        return !upper.endsWith(".Z") && !upper.equals("3A090") && !upper.equals("4A090");
    }
}
