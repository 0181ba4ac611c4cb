package dev.medley.core.rules;

import dev.medley.core.catalog.Confidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What became of a predicate.
///
/// @param confidence of the facts that decided, as far as they are known
/// @param margins every known number against every threshold that was looked at
/// @param missing inputs without which it stays unknown; empty when it is true or false
/// @param because what decided, in a few words each
/// @param assumed what was taken for granted on the way
public record Evaluation(
        Truth truth,
        Confidence confidence,
        List<Margin> margins,
        SortedSet<Variable> missing,
        List<String> because,
        List<String> assumed) {

    public Evaluation {
        margins = List.copyOf(margins);
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        because = List.copyOf(because);
        assumed = List.copyOf(assumed);
    }

    static Evaluation of(Truth truth, Fact fact, String because) {
        return new Evaluation(
                truth, fact.confidence(), List.of(), new TreeSet<>(), List.of(because), List.of());
    }

    static Evaluation missing(Variable variable) {
        var missing = new TreeSet<Variable>();
        missing.add(variable);
        return new Evaluation(
                Truth.UNKNOWN, Confidence.HIGH, List.of(), missing, List.of(), List.of());
    }

    Evaluation not() {
        return new Evaluation(truth.not(), confidence, margins, missing, because, assumed);
    }

    Evaluation with(List<Margin> some) {
        return new Evaluation(truth, confidence, some, missing, because, assumed);
    }

    /// All of them. One that is false decides alone, the one that is surest; for true all are
    /// needed; else those that are unknown are what is missing.
    static Evaluation all(List<Evaluation> parts) {
        return join(parts, Truth.FALSE);
    }

    /// Any of them, in the same way.
    static Evaluation any(List<Evaluation> parts) {
        return join(parts, Truth.TRUE);
    }

    private static Evaluation join(List<Evaluation> parts, Truth decidesAlone) {
        var margins = new ArrayList<Margin>();
        var assumed = new ArrayList<String>();
        for (var part : parts) {
            for (var margin : part.margins) {
                if (!margins.contains(margin)) {
                    margins.add(margin);
                }
            }
        }
        Evaluation alone = null;
        boolean unknown = false;
        for (var part : parts) {
            unknown |= part.truth == Truth.UNKNOWN;
            if (part.truth == decidesAlone
                    && (alone == null || part.confidence.compareTo(alone.confidence) < 0)) {
                alone = part;
            }
        }
        if (alone != null) {
            return alone.with(margins);
        }
        var missing = new TreeSet<Variable>();
        var because = new ArrayList<String>();
        var confidence = Confidence.HIGH;
        for (var part : parts) {
            if (unknown && part.truth != Truth.UNKNOWN) {
                continue;
            }
            missing.addAll(part.missing);
            part.because.stream().filter(b -> !because.contains(b)).forEach(because::add);
            part.assumed.stream().filter(a -> !assumed.contains(a)).forEach(assumed::add);
            confidence = lower(confidence, part.confidence);
        }
        var truth = unknown ? Truth.UNKNOWN : decidesAlone.not();
        return new Evaluation(truth, confidence, margins, missing, because, assumed);
    }

    static Confidence lower(Confidence one, Confidence other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
