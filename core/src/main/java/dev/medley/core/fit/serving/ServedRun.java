package dev.medley.core.fit.serving;

import dev.medley.core.fit.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a serving row ran, read from its configuration columns.
sealed interface ServedRun {

    /// The row can be predicted.
    ///
    /// @param setups ways it may have been run; submissions do not always say, and then the best
    ///   one is taken to be what its authors chose
    /// @param metric what was measured
    /// @param packages chips as counted by the row
    /// @param batch sequences in flight where the row fixes them, else NaN
    record Known(
            List<Setup> setups, ServedMetric metric, double packages, double batch, String software)
            implements ServedRun {
        public Known {
            setups = List.copyOf(setups);
        }
    }

    /// It cannot.
    record Unknown(String reason) implements ServedRun {}

    /// Devices that attention-parallel and tensor-parallel groups of one replica have at most,
    /// where a row does not say: a node.
    int NODE = 8;

    Pattern TPOT_LIMIT = Pattern.compile("TPOT(?: p[0-9]+)?[^0-9]*([0-9.]+) ?ms");
    Pattern BARE_LIMIT = Pattern.compile("^([0-9.]+) ?ms$");
    Pattern YEAR = Pattern.compile("(20[0-9][0-9])");

    static ServedRun of(Row row) {
        var metric = ServedMetric.of(row);
        if (metric == null) {
            return new Unknown("metric not modelled: " + row.metric());
        }
        var device = Device.of(row.chip());
        if (device == null) {
            return new Unknown("chip without published memory or peak: " + row.chip().id());
        }
        var formats = ServedFormats.of(row, device);
        if (formats == null) {
            return new Unknown("precision not understood: " + row.text("precision"));
        }
        var chips = row.number("chips");
        if (chips == null || chips < 1) {
            return new Unknown("number of chips missing");
        }
        var load = ServedLoad.of(row, metric);
        if (load == null) {
            return new Unknown("token lengths not understood");
        }
        var software = ServedSoftware.of(row);
        var base =
                new Setup(
                        row.model(),
                        device,
                        1,
                        1,
                        1,
                        false,
                        false,
                        1,
                        false,
                        formats.weights(),
                        formats.compute(),
                        formats.cache(),
                        formats.blockScales(),
                        software.engine(),
                        software.version(),
                        software.tuned(),
                        software.overHttp(),
                        load.input(),
                        0,
                        load.output(),
                        load.requests(),
                        EngineLimits.usual(software.engine())
                                .times(load.slotFactor())
                                .within(load.slots()),
                        limit(row));
        int devices = (int) (chips * row.chip().devicesPerPackage());
        var setups = ways(row, base, devices);
        return setups.isEmpty()
                ? new Unknown("parallelism does not divide the chips")
                : new Known(setups, metric, chips, load.batch(), software.version());
    }

    private static @Nullable Double limit(Row row) {
        var text = row.text("latency_limits");
        for (var pattern : List.of(TPOT_LIMIT, BARE_LIMIT)) {
            var match = pattern.matcher(text);
            if (match.find()) {
                return Double.parseDouble(match.group(1)) / 1000;
            }
        }
        return null;
    }

    /// The parallelism a row states, or every one its authors may have chosen.
    private static List<Setup> ways(Row row, Setup base, int devices) {
        var said = ServedParallelism.of(row);
        var setups = new ArrayList<Setup>();
        if (said.degree() > 0) {
            int stages = Math.max(1, said.stages());
            boolean attention = said.attentionParallel() && said.degree() > 1;
            add(setups, base, devices, said.degree(), stages, attention, said.cutExperts());
            return setups;
        }
        boolean latent = ModelCost.of(row.model()).latent();
        if (said.attentionParallel() || (latent && row.model().isMoe())) {
            int degree = Integer.highestOneBit(Math.min(NODE, devices));
            add(setups, base, devices, degree, 1, degree > 1, false);
            return setups;
        }
        // Pipelines inside a node came into use with the engines of 2025.
        int mostStages = year(row) >= 2025 ? 4 : 1;
        for (int degree = 1; degree <= NODE; degree *= 2) {
            for (int stages = 1; stages <= mostStages; stages *= 2) {
                if (degree * stages <= NODE) {
                    add(setups, base, devices, degree, stages, false, false);
                }
            }
        }
        return setups;
    }

    private static void add(
            List<Setup> setups,
            Setup base,
            int devices,
            int degree,
            int stages,
            boolean attention,
            boolean cutExperts) {
        int perReplica = degree * stages;
        if (perReplica > devices) {
            return;
        }
        int replicas = devices / perReplica;
        setups.add(
                new Setup(
                        base.model(),
                        base.device(),
                        replicas,
                        degree,
                        stages,
                        attention,
                        attention && degree > WideExperts.NODE,
                        attention ? WideExperts.domains(degree, base.device()) : 1,
                        attention && cutExperts,
                        base.weights(),
                        base.compute(),
                        base.cache(),
                        base.blockScales(),
                        base.engine(),
                        base.software(),
                        base.tuned(),
                        base.overHttp(),
                        base.inputTokens(),
                        base.cachedShare(),
                        base.outputTokens(),
                        // Clients over HTTP measured one replica; queues are shared by all.
                        base.overHttp() ? base.requests() : base.requests() / replicas,
                        benchmarked(base)
                                ? EngineLimits.benchmark(
                                        base.engine(),
                                        degree,
                                        base.inputTokens() + base.outputTokens())
                                : base.limits(),
                        base.tpotSeconds()));
    }

    /// Whether TensorRT-LLM's own offline benchmark ran it, which sets limits by itself.
    private static boolean benchmarked(Setup setup) {
        return setup.software().startsWith("tensorrt-llm-") && !setup.overHttp();
    }

    private static int year(Row row) {
        var match = YEAR.matcher(row.text("date"));
        return match.find() ? Integer.parseInt(match.group(1)) : 0;
    }
}
