package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Model;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Phase;
import dev.medley.core.fit.Row;
import dev.medley.core.fit.Theta;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Serving rows: offline queues, servers under latency limits, decode and prefill alone, power.
public final class ServingPhase implements Phase {

    /// Offsets of two things together are made only where several rows share both.
    private static final int FEW = 4;

    @Override
    public String name() {
        return "serving";
    }

    @Override
    public boolean covers(String phase) {
        return switch (phase) {
            case "serve_offline", "serve_online", "decode", "prefill" -> true;
            default -> false;
        };
    }

    /// Rows are published by source, so those of one pair say much the same: every pair counts with
    /// the root of its rows.
    @Override
    public double crowding() {
        return 0.5;
    }

    @Override
    public List<Parameter> parameters(List<Row> rows) {
        var families = new TreeSet<String>();
        var chips = new TreeSet<String>();
        var software = new TreeSet<String>();
        var models = new ArrayList<Model>();
        var kin = new TreeMap<String, Integer>();
        for (var row : rows) {
            families.add(row.chip().family());
            chips.add(row.chip().id());
            models.add(row.model());
            if (ServedRun.of(row) instanceof ServedRun.Known known) {
                var device = known.setups().getFirst().device();
                kin.merge(ServingParameters.familyModel(device, row.model()), 1, Integer::sum);
                if (!known.software().isEmpty()) {
                    software.add(known.software());
                    kin.merge(
                            ServingParameters.familySoftware(device, known.software()),
                            1,
                            Integer::sum);
                }
            }
        }
        kin.values().removeIf(count -> count < FEW);
        var names = new TreeSet<>(kin.keySet());
        return ServingParameters.of(families, chips, software, models, names);
    }

    @Override
    public Prepared prepare(Row row, Layout layout) {
        return switch (ServedRun.of(row)) {
            case ServedRun.Unknown unknown -> new Prepared.Unusable(unknown.reason());
            case ServedRun.Known run -> {
                var models = run.setups().stream().map(s -> new ServingModel(s, layout)).toList();
                yield new Prepared.Ready(group(row), new Answer(run, models));
            }
        };
    }

    private static String group(Row row) {
        return row.phase() + (row.model().isMoe() ? "/moe" : "/dense");
    }

    /// The best of the setups that the row may have run.
    private record Answer(ServedRun.Known run, List<ServingModel> models) implements Predictor {

        @Override
        public double value(Theta theta) {
            double best = 0;
            for (var model : models) {
                double value = run.metric().of(model, run, theta);
                boolean better = run.metric().lessIsBetter() ? value < best : value > best;
                if (best == 0 || better) {
                    best = value;
                }
            }
            return best;
        }

        @Override
        public String verdict(Theta theta) {
            for (var model : models) {
                if (model.missingBytes(theta) <= 0) {
                    return "ok";
                }
            }
            return "too-little-memory";
        }
    }
}
