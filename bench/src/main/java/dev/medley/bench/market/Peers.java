package dev.medley.bench.market;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;

import dev.medley.core.market.Market;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// The same market given to the solvers of OR-Tools: total value, one class.
public final class Peers {
    private Peers() {}

    /// What a solver found.
    ///
    /// @param value of the best plan found; for a linear solver, of the relaxation
    /// @param bound no plan exceeds it
    /// @param solveMs without building the model
    /// @param cpuMs of the calling thread meanwhile; PDLP and CP-SAT use others too
    public record Answer(
            boolean solved, double value, double bound, double solveMs, double cpuMs) {}

    /// The linear relaxation, without the bids that no plan can hold. `solver` is GLOP or PDLP.
    public static Answer linear(Market market, String solver) {
        Loader.loadNativeLibraries();
        var mp = MPSolver.createSolver(solver);
        var pools = new ArrayList<MPConstraint>();
        market.pools().forEach(pool -> pools.add(mp.makeConstraint(0, (double) pool.devices())));
        var budgets = new ArrayList<MPConstraint>();
        market.budgets().forEach(b -> budgets.add(mp.makeConstraint(0, (double) b.limit())));
        var objective = mp.objective();
        objective.setMaximization();
        for (int lot = 0; lot < market.lots(); lot++) {
            var one = mp.makeConstraint(0, 1);
            for (int bid = 0; bid < market.bids(lot); bid++) {
                if (usable(market, lot, bid)) {
                    var x = mp.makeNumVar(0, Double.POSITIVE_INFINITY, "");
                    objective.setCoefficient(x, (double) market.value(lot, bid));
                    one.setCoefficient(x, 1);
                    market.uses(lot, bid)
                            .forEach(
                                    use ->
                                            pools.get(use.index())
                                                    .setCoefficient(x, (double) use.amount()));
                    market.spends(lot, bid)
                            .forEach(
                                    spend ->
                                            budgets.get(spend.index())
                                                    .setCoefficient(x, (double) spend.amount()));
                }
            }
        }
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        var status = mp.solve();
        double ms = (System.nanoTime() - start) / 1e6;
        double cpuMs = (cpuNanos() - cpuStart) / 1e6;
        boolean solved = status == MPSolver.ResultStatus.OPTIMAL;
        return new Answer(solved, objective.value(), objective.value(), ms, cpuMs);
    }

    /// Time shares under max-min fairness as one linear program, solved by GLOP: equal lots are one
    /// row with a count. Values count over the first tenant's entitlement.
    public static Answer maxMin(Market market) {
        Loader.loadNativeLibraries();
        var mp = MPSolver.createSolver("GLOP");
        double entitlement = market.tenants().getFirst().entitlement();
        var pools = new ArrayList<MPConstraint>();
        market.pools().forEach(pool -> pools.add(mp.makeConstraint(0, (double) pool.devices())));
        var least = mp.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        mp.objective().setCoefficient(least, 1);
        mp.objective().setMaximization();
        var groups = new LinkedHashMap<String, List<Integer>>();
        for (int lot = 0; lot < market.lots(); lot++) {
            groups.computeIfAbsent(shape(market, lot), s -> new ArrayList<>()).add(lot);
        }
        for (var group : groups.values()) {
            int lot = group.getFirst();
            double count = group.size();
            var time = mp.makeConstraint(0, 1);
            var share = mp.makeConstraint(0, Double.POSITIVE_INFINITY);
            share.setCoefficient(least, -1);
            for (int bid = 0; bid < market.bids(lot); bid++) {
                var x = mp.makeNumVar(0, 1, "");
                time.setCoefficient(x, 1);
                share.setCoefficient(x, market.value(lot, bid) / entitlement);
                market.uses(lot, bid)
                        .forEach(
                                u ->
                                        pools.get(u.index())
                                                .setCoefficient(x, count * (double) u.amount()));
            }
        }
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        var status = mp.solve();
        double ms = (System.nanoTime() - start) / 1e6;
        double cpuMs = (cpuNanos() - cpuStart) / 1e6;
        boolean solved = status == MPSolver.ResultStatus.OPTIMAL;
        return new Answer(solved, mp.objective().value(), mp.objective().value(), ms, cpuMs);
    }

    private static String shape(Market market, int lot) {
        var shape = new StringBuilder();
        for (int bid = 0; bid < market.bids(lot); bid++) {
            shape.append(market.value(lot, bid)).append(market.uses(lot, bid));
        }
        return shape.toString();
    }

    /// The integer program by CP-SAT.
    public static Answer integer(Market market, double seconds, int workers) {
        Loader.loadNativeLibraries();
        var model = new CpModel();
        var pools = builders(market.pools().size());
        var budgets = builders(market.budgets().size());
        var objective = LinearExpr.newBuilder();
        for (int lot = 0; lot < market.lots(); lot++) {
            var options = new ArrayList<Literal>();
            for (int bid = 0; bid < market.bids(lot); bid++) {
                if (usable(market, lot, bid)) {
                    var x = model.newBoolVar("");
                    options.add(x);
                    objective.addTerm(x, market.value(lot, bid));
                    market.uses(lot, bid)
                            .forEach(use -> pools.get(use.index()).addTerm(x, use.amount()));
                    market.spends(lot, bid)
                            .forEach(
                                    spend -> budgets.get(spend.index()).addTerm(x, spend.amount()));
                }
            }
            model.addAtMostOne(options);
        }
        for (int p = 0; p < pools.size(); p++) {
            model.addLessOrEqual(pools.get(p), market.pools().get(p).devices());
        }
        for (int b = 0; b < budgets.size(); b++) {
            model.addLessOrEqual(budgets.get(b), market.budgets().get(b).limit());
        }
        model.maximize(objective);
        var solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds).setNumWorkers(workers);
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        var status = solver.solve(model);
        double ms = (System.nanoTime() - start) / 1e6;
        double cpuMs = (cpuNanos() - cpuStart) / 1e6;
        return new Answer(
                status == com.google.ortools.sat.CpSolverStatus.OPTIMAL,
                solver.objectiveValue(),
                solver.bestObjectiveBound(),
                ms,
                cpuMs);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<LinearExprBuilder> builders(int count) {
        return IntStream.range(0, count).mapToObj(i -> LinearExpr.newBuilder()).toList();
    }

    private static boolean usable(Market market, int lot, int bid) {
        return market.value(lot, bid) > 0
                && market.uses(lot, bid).stream()
                        .allMatch(u -> u.amount() <= market.pools().get(u.index()).devices())
                && market.spends(lot, bid).stream()
                        .allMatch(s -> s.amount() <= market.budgets().get(s.index()).limit());
    }
}
