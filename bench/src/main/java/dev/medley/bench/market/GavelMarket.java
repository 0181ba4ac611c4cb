package dev.medley.bench.market;

import dev.medley.core.market.Market;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Jobs of the Gavel throughput table (MIT licence, beside it in the resources): a 70/10/15/5 % mix
/// of 1, 2, 4 and 8 workers, a quarter as many V100, P100 and K80 each as jobs. A job's value on a
/// device is its throughput there over its mean throughput on the three, in millionths.
public record GavelMarket(int jobs, long seed) {
    private static final List<String> DEVICES = List.of("v100", "p100", "k80");
    private static final double UNIT = 1e6;

    private record Row(String job, int workers, List<Double> rates) {}

    public Market build() {
        var byWorkers = new TreeMap<Integer, List<Row>>();
        for (var row : table()) {
            byWorkers.computeIfAbsent(row.workers(), w -> new ArrayList<>()).add(row);
        }
        var random = new SplittableRandom(seed);
        var market = new MarketBuilder(Terms.totalValue());
        DEVICES.forEach(device -> market.pool(device, jobs / 4));
        market.tenant(new TenantShare("all", 1, UNIT));
        for (int j = 0; j < jobs; j++) {
            double draw = random.nextDouble();
            int workers = draw < 0.7 ? 1 : draw < 0.8 ? 2 : draw < 0.95 ? 4 : 8;
            var rows = Objects.requireNonNull(byWorkers.get(workers));
            var row = rows.get(random.nextInt(rows.size()));
            double mean = 0;
            for (double rate : row.rates()) {
                mean += rate / DEVICES.size();
            }
            market.lot("job-%05d".formatted(j), 0);
            for (int d = 0; d < DEVICES.size(); d++) {
                market.bid(Math.round(UNIT * row.rates().get(d) / mean)).use(d, workers);
            }
        }
        return market.build();
    }

    private static List<Row> table() {
        Map<String, Row> rows = new TreeMap<>();
        var name = "/gavel/simulation_throughputs_isolated.csv";
        try (var stream = Objects.requireNonNull(GavelMarket.class.getResourceAsStream(name));
                var reader =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .filter(cells -> DEVICES.contains(cells.get(2)))
                    .forEach(
                            cells -> {
                                int workers = Integer.parseInt(cells.get(1));
                                var key = cells.get(0) + "/" + workers;
                                var row =
                                        rows.computeIfAbsent(
                                                key,
                                                k ->
                                                        new Row(
                                                                cells.get(0),
                                                                workers,
                                                                new ArrayList<>(
                                                                        List.of(0.0, 0.0, 0.0))));
                                row.rates()
                                        .set(
                                                DEVICES.indexOf(cells.get(2)),
                                                Double.parseDouble(cells.get(3)));
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.values().stream().filter(GavelMarket::runsSomewhere).toList();
    }

    private static boolean runsSomewhere(Row row) {
        return row.rates().stream().anyMatch(rate -> rate > 0);
    }
}
