package dev.medley.core.compare;

import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Contrast;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// Subjects side by side. Ratios are always the first subject over another.
///
/// @param sheet figures measure by measure
/// @param load what rates were predicted for, or null when no model was named
/// @param rates predictions phase by phase
/// @param warnings where figures that stand side by side do not cover the same thing
public record Comparison(
        List<Subject> subjects,
        List<Line> sheet,
        @Nullable Load load,
        List<RateLine> rates,
        List<String> warnings) {

    public Comparison {
        subjects = List.copyOf(subjects);
        sheet = List.copyOf(sheet);
        rates = List.copyOf(rates);
        warnings = List.copyOf(warnings);
    }

    /// One measure of all subjects.
    ///
    /// @param figures one per subject
    public record Line(Measure measure, List<Figure> figures) {

        public Line {
            figures = List.copyOf(figures);
        }

        /// The first subject over this one; null for the first, and when either is unknown.
        public @Nullable Ratio ratio(int subject) {
            return subject == 0 ? null : figures.getFirst().over(figures.get(subject));
        }
    }

    /// One phase of all subjects.
    ///
    /// @param chips ids of the subjects' chips, "" where unknown
    /// @param rates one per subject
    public record RateLine(Load.Phase phase, List<String> chips, List<Rate> rates) {

        public RateLine {
            chips = List.copyOf(chips);
            rates = List.copyOf(rates);
        }

        /// The first subject's rate over this one's, both divided by the same thing, with an 80 %
        /// band; null for the first, and where either does not run or lacks the divisor.
        public @Nullable Ratio ratio(int subject, Rate.Per per) {
            if (subject == 0
                    || !(rates.getFirst() instanceof Rate.Predicted first)
                    || !(rates.get(subject) instanceof Rate.Predicted other)) {
                return null;
            }
            var over = per.of(first);
            var under = per.of(other);
            if (over == null || under == null) {
                return null;
            }
            boolean related =
                    first.shape().shape().model().equals(other.shape().shape().model())
                            && chips.getFirst().equals(chips.get(subject));
            double half =
                    Contrast.halfWidth(first.band(), other.band(), related, phase.isTraining());
            double factor = StrictMath.exp(half);
            return new Ratio(over / under, over / under / factor, over / under * factor);
        }
    }

    /// Compares sheets, and rates where a load is given.
    ///
    /// @param phases phases to predict, in their natural order
    public static Comparison of(
            List<Subject> subjects,
            @Nullable Load load,
            SortedSet<Load.Phase> phases,
            Calibration calibration) {
        var lines = new ArrayList<Line>();
        for (var measure : measures(subjects)) {
            var figures = subjects.stream().map(subject -> subject.figure(measure)).toList();
            if (figures.stream().anyMatch(figure -> figure.range() != null)) {
                lines.add(new Line(measure, figures));
            }
        }
        var rates = new ArrayList<RateLine>();
        if (load != null) {
            var predict = new Rates(load, calibration);
            for (var phase : phases) {
                rates.add(
                        new RateLine(
                                phase,
                                subjects.stream().map(Comparison::chip).toList(),
                                subjects.stream().map(each -> predict.of(each, phase)).toList()));
            }
        }
        return new Comparison(subjects, lines, load, rates, warnings(subjects, lines));
    }

    private static String chip(Subject subject) {
        var chip = subject.chip();
        return chip == null ? "" : chip.id();
    }

    private static List<Measure> measures(List<Subject> subjects) {
        var measures = new ArrayList<Measure>();
        for (var subject : subjects) {
            for (var figure : subject.figures()) {
                if (!measures.contains(figure.measure())) {
                    measures.add(figure.measure());
                }
            }
        }
        return measures;
    }

    private static List<String> warnings(List<Subject> subjects, List<Line> lines) {
        var warnings = new ArrayList<String>();
        boolean whole = subjects.stream().anyMatch(each -> each.kind() == Subject.Kind.SYSTEM);
        boolean bare = subjects.stream().anyMatch(each -> each.kind() != Subject.Kind.SYSTEM);
        for (var line : lines) {
            boolean both = line.figures().stream().filter(f -> f.range() != null).count() > 1;
            boolean scoped =
                    line.measure().equals(Measure.POWER) || line.measure().equals(Measure.PRICE);
            if (whole && bare && both && scoped) {
                warnings.add(
                        "%s: a system's covers hosts, switches and cooling as sold; that of a pool"
                                        .formatted(line.measure().title())
                                + " or chip covers its chips alone.");
            }
        }
        return warnings;
    }
}
