package dev.medley.bench.market;

import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Effort;
import dev.medley.core.market.FairShares;
import dev.medley.core.market.Market;
import dev.medley.core.market.Terms;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Benchmark B2 in one run: `MarketBenchmark OUT.md COMMIT [WORKS...]`. Medley beside GLOP, PDLP
/// and CP-SAT on the same generated markets; one thread for Medley, two workers for CP-SAT. Times
/// are medians over the seeds, after one clearing that warms the machine up.
public final class MarketBenchmark {
    private static final long[] SEEDS = {1, 2, 3, 4, 5};
    private static final int LARGEST_FOR_LINEAR = 16_000;
    private static final int LARGEST_FOR_PDLP = 4_000;
    private static final int LARGEST_FOR_CPSAT = 1_000;
    private static final double CPSAT_SECONDS = 30;

    private final StringBuilder out = new StringBuilder();

    private MarketBenchmark() {}

    public static void main(String[] args) throws IOException {
        var benchmark = new MarketBenchmark();
        benchmark.preamble(args[1]);
        int[] sizes =
                args.length > 2
                        ? Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray()
                        : new int[] {1_000, 4_000, 16_000, 100_000};
        Auctioneer.clear(GeneratedMarket.of(2_000, 99).build());
        for (int works : sizes) {
            benchmark.totalValue(works);
        }
        benchmark.heading("Fair tenants, 10,000 works");
        for (double alpha : new double[] {1, 2, 4}) {
            benchmark.medley(
                    "alpha " + alpha,
                    seed -> GeneratedMarket.of(10_000, seed).with(Terms.fair(alpha)).build());
        }
        benchmark.heading("Classes (15, 40, 45 % of the works), 10,000 works");
        for (double slack : new double[] {0, 0.005}) {
            benchmark.medley(
                    "floor slack " + slack,
                    seed ->
                            GeneratedMarket.of(10_000, seed)
                                    .with(new Terms(0, slack))
                                    .withClasses(3)
                                    .build());
        }
        benchmark.warm();
        benchmark.gavel(2_048);
        benchmark.gavel(8_192);
        Files.writeString(Path.of(args[0]), benchmark.out, StandardCharsets.UTF_8);
    }

    private void preamble(String commit) {
        line("# Market: quality and speed (B2)");
        line("");
        line(
                "Commit %s; Java %s; %s %s, %d processors; heap %d MiB; seeds %s."
                        .formatted(
                                commit,
                                System.getProperty("java.version"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.getRuntime().maxMemory() >> 20,
                                Arrays.toString(SEEDS)));
        line("");
        line(
                "Works x 40 bids, 12 pools, 50 budgets, wanted 3x the supply (`GeneratedMarket`)."
                    + " Medley on one thread, its time from market to clearing, prices, plan and"
                    + " proof included. Gap: what the best possible plan could be better at most.");
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
        line("| what | median ms | median CPU ms | slowest ms | median gap % | largest gap % |");
        line("|---|---|---|---|---|---|");
    }

    private void totalValue(int works) {
        heading("%,d works".formatted(works));
        double own = medley("Medley", seed -> GeneratedMarket.of(works, seed).build());
        if (works <= LARGEST_FOR_LINEAR) {
            var market = GeneratedMarket.of(works, SEEDS[0]).build();
            var solvers = works <= LARGEST_FOR_PDLP ? List.of("GLOP", "PDLP") : List.of("GLOP");
            for (var solver : solvers) {
                var answer = Peers.linear(market, solver);
                line(
                        "| %s, relaxation only, seed %d%s: %.2f times Medley's CPU; optimum %.1f | %.0f | %.0f | | | |"
                                .formatted(
                                        solver,
                                        SEEDS[0],
                                        answer.solved() ? "" : " (not solved)",
                                        answer.cpuMs() / own,
                                        answer.value(),
                                        answer.solveMs(),
                                        answer.cpuMs()));
            }
        }
        if (works <= LARGEST_FOR_CPSAT) {
            var market = GeneratedMarket.of(works, SEEDS[0]).build();
            var answer = Peers.integer(market, CPSAT_SECONDS, 2);
            double medley = Auctioneer.clear(market).bound();
            line(
                    "| CP-SAT, seed %d; against Medley's bound %.4f %% | %.0f | | | %.4f | |"
                            .formatted(
                                    SEEDS[0],
                                    100 * (1 - answer.value() / medley),
                                    answer.solveMs(),
                                    100 * (1 - answer.value() / answer.bound())));
        }
    }

    private double medley(String what, Function<Long, Market> markets) {
        var times = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        var gaps = new ArrayList<Double>();
        for (long seed : SEEDS) {
            var market = markets.apply(seed);
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            var clearing = Auctioneer.clear(market);
            times.add((System.nanoTime() - start) / 1e6);
            cpu.add((cpuNanos() - cpuStart) / 1e6);
            gaps.add(100 * clearing.gap());
        }
        return row(what, times, cpu, gaps);
    }

    private void warm() {
        heading("Next round, 10,000 works, 3 % of them changed, quick effort");
        var times = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        var gaps = new ArrayList<Double>();
        for (long seed : SEEDS) {
            var before = Auctioneer.clear(GeneratedMarket.of(10_000, seed).build());
            var market = GeneratedMarket.of(10_000, seed).withChanged(0.03).build();
            Clearing after = before;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                long cpuStart = cpuNanos();
                after = Auctioneer.clearAgain(market, Effort.QUICK, before);
                times.add((System.nanoTime() - start) / 1e6);
                cpu.add((cpuNanos() - cpuStart) / 1e6);
            }
            gaps.add(100 * after.gap());
        }
        row("Medley", times, cpu, gaps);
    }

    private void gavel(int jobs) {
        heading("Max-min time shares, Gavel table, %,d jobs".formatted(jobs));
        for (int i = 0; i < 20; i++) {
            FairShares.maxMin(new GavelMarket(512, i).build());
        }
        var times = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        var gaps = new ArrayList<Double>();
        var linear = new ArrayList<Double>();
        for (long seed : SEEDS) {
            var market = new GavelMarket(jobs, seed).build();
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            var shares = FairShares.maxMin(market);
            times.add((System.nanoTime() - start) / 1e6);
            cpu.add((cpuNanos() - cpuStart) / 1e6);
            var best = Peers.maxMin(market);
            linear.add(best.cpuMs());
            gaps.add(100 * (1 - shares.worstOff() / best.value()));
        }
        row("Medley, gap to the LP optimum", times, cpu, gaps);
        linear.sort(null);
        line(
                "| GLOP, equal jobs grouped | | %.0f | | | |"
                        .formatted(linear.get(linear.size() / 2)));
    }

    private double row(String what, List<Double> times, List<Double> cpu, List<Double> gaps) {
        times.sort(null);
        cpu.sort(null);
        gaps.sort(null);
        double median = times.get(times.size() / 2);
        line(
                "| %s | %.0f | %.0f | %.0f | %.4f | %.4f |"
                        .formatted(
                                what,
                                median,
                                cpu.get(cpu.size() / 2),
                                times.getLast(),
                                gaps.get(gaps.size() / 2),
                                gaps.getLast()));
        return cpu.get(cpu.size() / 2);
    }

    /// Of this thread: on a busy machine the measure that says what the work costs.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void line(String text) {
        out.append(text).append('\n');
        System.out.println(text);
    }
}
