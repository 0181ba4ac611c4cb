package dev.medley.calibration;

import dev.medley.calibration.Accuracy.Alike;
import dev.medley.calibration.Accuracy.Judged;
import dev.medley.core.catalog.Catalog;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Calibration.Fitted;
import dev.medley.core.fit.Calibration.HalfWidth;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Phase;
import dev.medley.core.fit.Theta;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Makes a calibration from measured rows: fits each half of the model, then leaves rows out to see
/// how wide its bands must be.
public final class Calibrator {

    private static final int ITERATIONS = 20;

    /// Fewest points that a band's width is taken from; with fewer, the half's own width is.
    private static final int FEW = 8;

    /// Ways to leave rows out, none at all first.
    private static final int KINDS = 4;

    /// Errors of rows left out, of one half of the model.
    ///
    /// @param inSample errors of the fit to all rows
    /// @param byRow when a fifth of the things measured is left out
    /// @param byPair when whole pairs of chip and model are
    /// @param byChip when whole chips are
    public record LeftOut(
            String phase, Errors inSample, Errors byRow, Errors byPair, Errors byChip) {}

    /// Errors by group, counted both ways; the group "all" is all of them.
    ///
    /// @param pairs every pair of chip and model counts alike
    /// @param rows every thing measured does
    public record Errors(SortedMap<String, Accuracy> pairs, SortedMap<String, Accuracy> rows) {

        static Errors of(List<Judged> judged) {
            return new Errors(grouped(judged, Alike.PAIRS), grouped(judged, Alike.ROWS));
        }

        private static SortedMap<String, Accuracy> grouped(List<Judged> judged, Alike alike) {
            var table = Accuracy.byGroup(judged, alike);
            table.put("all", Accuracy.of("all", judged, alike));
            return table;
        }
    }

    /// A calibration and how it was judged: each half of the model, and last both together.
    public record Made(Calibration calibration, List<LeftOut> leftOut, List<Skipped> skipped) {}

    private final List<Parameter> facts;
    private final List<Phase> phases;
    private final Consumer<String> progress;

    /// @param progress told what is being done, a line at a time
    public Calibrator(Catalog catalog, List<Phase> phases, Consumer<String> progress) {
        this.facts = Facts.of(catalog);
        this.phases = List.copyOf(phases);
        this.progress = progress;
    }

    /// Fits to all rows.
    ///
    /// @param source what the rows are, in words
    public Made make(MeasuredRows rows, String source) {
        var values = new TreeMap<String, Fitted>();
        var bands = new TreeMap<String, HalfWidth>();
        var basisRows = new TreeMap<String, Integer>();
        var judged = new TreeMap<String, List<List<Judged>>>();
        var skipped = new ArrayList<Skipped>(rows.skipped());
        for (var fact : facts) {
            values.put(fact.name(), new Fitted(fact, fact.prior(), 0));
        }
        for (var phase : phases) {
            var basis = new Basis(phase, facts, rows.rows(), rows.rows());
            skipped.addAll(basis.skipped());
            if (basis.items().isEmpty()) {
                continue;
            }
            progress.accept("fitting %s to %d rows".formatted(phase.name(), basis.items().size()));
            var theta = Fitter.fit(basis, basis.items(), basis.layout().priors(), ITERATIONS);
            put(values, basis, theta);
            count(basisRows, basis);
            progress.accept("leaving out rows, pairs and chips of " + phase.name());
            var errors =
                    List.of(
                            inSample(basis, theta),
                            CrossValidation.byThing(basis),
                            CrossValidation.byPair(basis),
                            CrossValidation.byChip(basis));
            bands.putAll(bands(basis, errors));
            judged.put(phase.name(), judge(basis, errors, bands));
        }
        var calibration = new Calibration(source, values, bands, basisRows);
        return new Made(calibration, leftOut(judged), skipped);
    }

    private static List<LeftOut> leftOut(SortedMap<String, List<List<Judged>>> judged) {
        var all = new ArrayList<LeftOut>();
        judged.forEach((phase, kinds) -> all.add(leftOut(phase, kinds)));
        var together = new ArrayList<List<Judged>>();
        for (int kind = 0; kind < KINDS; kind++) {
            var both = new ArrayList<Judged>();
            for (var kinds : judged.values()) {
                both.addAll(kinds.get(kind));
            }
            together.add(both);
        }
        all.add(leftOut("overall", together));
        return all;
    }

    private static LeftOut leftOut(String phase, List<List<Judged>> kinds) {
        var errors = kinds.stream().map(Errors::of).toList();
        return new LeftOut(phase, errors.get(0), errors.get(1), errors.get(2), errors.get(3));
    }

    private static double[] inSample(Basis basis, Theta theta) {
        return basis.items().stream().mapToDouble(item -> item.error(theta)).toArray();
    }

    private static void put(SortedMap<String, Fitted> values, Basis basis, Theta theta) {
        var parameters = basis.layout().parameters();
        for (int slot = 0; slot < parameters.size(); slot++) {
            var parameter = parameters.get(slot);
            if (parameter.spread() == 0) {
                continue;
            }
            double value = round(theta.get(slot));
            int rows = Fitter.rowsMovedBy(basis, theta, slot);
            values.put(parameter.name(), new Fitted(parameter, value, rows));
        }
    }

    /// Five digits: finer than any row can tell, coarse enough to be the same everywhere.
    private static double round(double value) {
        return Double.parseDouble("%.4e".formatted(value));
    }

    private static void count(SortedMap<String, Integer> counts, Basis basis) {
        var prefix = basis.phase().name() + "/";
        for (var item : basis.items()) {
            var row = item.measured().row();
            counts.merge(prefix + row.chip().id(), 1, Integer::sum);
            counts.merge(prefix + row.chip().id() + "/" + row.model().id(), 1, Integer::sum);
        }
    }

    private static SortedMap<String, HalfWidth> bands(Basis basis, List<double[]> errors) {
        var groups = new TreeSet<String>();
        basis.items().forEach(item -> groups.add(item.group()));
        var bands = new TreeMap<String, HalfWidth>();
        for (var group : groups) {
            var widths = new double[3];
            for (int i = 0; i < 3; i++) {
                var own = judged(basis, errors.get(i + 1), group);
                widths[i] = Accuracy.halfWidth(own);
                if (own.size() < FEW) {
                    widths[i] =
                            Math.max(
                                    widths[i],
                                    Accuracy.halfWidth(judged(basis, errors.get(i + 1), "")));
                }
            }
            double known = Math.max(widths[0], widths[1]);
            bands.put(
                    group,
                    new HalfWidth(
                            round(widths[0]), round(known), round(Math.max(known, widths[2]))));
        }
        return bands;
    }

    private static List<Judged> judged(Basis basis, double[] errors, String group) {
        var judged = new ArrayList<Judged>();
        for (int i = 0; i < errors.length; i++) {
            var item = basis.items().get(i);
            if (group.isEmpty() || item.group().equals(group)) {
                judged.add(new Judged(item.measured(), item.group(), errors[i], false));
            }
        }
        return judged;
    }

    private static List<List<Judged>> judge(
            Basis basis, List<double[]> errors, SortedMap<String, HalfWidth> bands) {
        var kinds = new ArrayList<List<Judged>>();
        for (int kind = 0; kind < errors.size(); kind++) {
            var all = new ArrayList<Judged>();
            for (int i = 0; i < basis.items().size(); i++) {
                var item = basis.items().get(i);
                var widths = bands.getOrDefault(item.group(), new HalfWidth(0, 0, 0));
                double half =
                        switch (kind) {
                            case 0, 1 -> widths.pair();
                            case 2 -> widths.known();
                            default -> widths.unknown();
                        };
                double error = errors.get(kind)[i];
                all.add(new Judged(item.measured(), item.group(), error, Math.abs(error) <= half));
            }
            kinds.add(all);
        }
        return kinds;
    }
}
