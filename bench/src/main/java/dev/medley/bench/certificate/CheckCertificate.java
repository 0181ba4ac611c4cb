package dev.medley.bench.certificate;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Re-checks a certificate: `CheckCertificate FILE [--lp]`. Feasibility and every stage's bound are
/// computed anew from the lines. With `--lp`, GLOP solves the linear relaxation of a market with
/// total value and one class, or of each class of a plan over weeks: its optimum must not exceed
/// the price bound. Exit 0 if all holds, 1 if something does not.
public final class CheckCertificate {
    private static final double TOLERANCE = 1e-9;

    private final CertificateFile file;
    private final List<String> faults = new ArrayList<>();

    private CheckCertificate(CertificateFile file) {
        this.file = file;
    }

    public static void main(String[] args) throws IOException {
        var faults = check(Path.of(args[0]), List.of(args).contains("--lp"));
        faults.forEach(fault -> System.out.println("FAULT " + fault));
        System.out.println(faults.isEmpty() ? "The certificate holds." : "It does not hold.");
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /// What does not hold; empty if all does.
    public static List<String> check(Path path, boolean withLp) throws IOException {
        if (WeekCheck.isOverWeeks(path)) {
            return WeekCheck.check(path, withLp);
        }
        var faults = new ArrayList<String>();
        for (var file : CertificateFile.readAll(path)) {
            faults.addAll(check(file, withLp));
        }
        return List.copyOf(faults);
    }

    private static List<String> check(CertificateFile file, boolean withLp) {
        var check = new CheckCertificate(file);
        check.feasible();
        for (var stage : check.file.stages()) {
            check.bound(stage);
        }
        check.header();
        if (withLp && check.file.stages().size() == 1 && check.alpha() == 0) {
            check.linearRelaxation();
        }
        return List.copyOf(check.faults);
    }

    private double alpha() {
        return file.header().path("alpha").asDouble(0);
    }

    private void feasible() {
        var used = new LinkedHashMap<String, Double>();
        var spent = new LinkedHashMap<String, Double>();
        var served = new LinkedHashSet<String>();
        for (var bid : file.bids()) {
            boolean tooLarge =
                    bid.value() <= 0
                            || exceeds(bid.use(), file.capacity())
                            || exceeds(bid.spend(), file.limit());
            if (bid.leftOut() && !tooLarge) {
                faults.add(
                        "a bid of " + bid.work() + " is left out, although a plan could hold it");
            }
            if (bid.chosen()) {
                if (!served.add(bid.work())) {
                    faults.add(bid.work() + " has more than one chosen bid");
                }
                bid.use().forEach((pool, n) -> used.merge(pool, n, Double::sum));
                bid.spend().forEach((budget, x) -> spent.merge(budget, x, Double::sum));
            }
        }
        overfull("pool", used, file.capacity());
        overfull("budget", spent, file.limit());
    }

    private static boolean exceeds(Map<String, Double> needs, Map<String, Double> supply) {
        return needs.entrySet().stream()
                .anyMatch(need -> need.getValue() > supply.getOrDefault(need.getKey(), 0.0));
    }

    private void overfull(String kind, Map<String, Double> used, Map<String, Double> supply) {
        used.forEach(
                (name, much) -> {
                    if (much > supply.getOrDefault(name, 0.0)) {
                        faults.add(
                                "%s %s holds %s of %s"
                                        .formatted(kind, name, much, supply.get(name)));
                    }
                });
    }

    private void bound(JsonNode stage) {
        var dual = new StageDual(file, stage, alpha());
        atMost("price bound of " + dual.name(), dual.priceBound(), stage.get("priceBound"));
        atMost("bound of " + dual.name(), dual.bound(), stage.get("bound"));
        for (var knapsack : stage.path("knapsacks")) {
            double exact = dual.knapsack(knapsack.get("budget").asString());
            atMost("knapsack " + knapsack.get("budget"), exact, knapsack.get("worth"));
        }
        for (var filling : dual.fillings().entrySet()) {
            double exact = dual.filling(filling.getKey());
            atMost("filling of " + filling.getKey(), exact, filling.getValue());
        }
        if (dual.prices().values().stream().anyMatch(p -> p < 0)) {
            faults.add("a price of stage " + dual.name() + " is negative");
        }
        atMost(
                "objective of " + dual.name(),
                stage.get("objective").asDouble(),
                stage.get("bound"));
    }

    private void header() {
        double bound = 0;
        for (var stage : file.stages()) {
            bound += stage.get("bound").asDouble();
        }
        atMost("sum of the stages' bounds", bound, file.header().get("bound"));
        if (alpha() == 0) {
            double value = 0;
            for (var bid : file.bids()) {
                value += bid.chosen() ? bid.value() : 0;
            }
            atMost("the header's objective", file.header().get("objective").asDouble(), value);
        }
    }

    private void linearRelaxation() {
        Loader.loadNativeLibraries();
        var solver = MPSolver.createSolver("GLOP");
        var rows = new LinkedHashMap<String, MPConstraint>();
        file.capacity().forEach((p, c) -> rows.put("pool " + p, solver.makeConstraint(0, c)));
        file.limit().forEach((b, l) -> rows.put("budget " + b, solver.makeConstraint(0, l)));
        var objective = solver.objective();
        objective.setMaximization();
        for (var work : file.works().values()) {
            var one = solver.makeConstraint(0, 1);
            for (var bid : work) {
                var x = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
                objective.setCoefficient(x, bid.value());
                one.setCoefficient(x, 1);
                bid.use().forEach((p, n) -> coefficient(rows, "pool " + p).setCoefficient(x, n));
                bid.spend()
                        .forEach((b, n) -> coefficient(rows, "budget " + b).setCoefficient(x, n));
            }
        }
        if (solver.solve() != MPSolver.ResultStatus.OPTIMAL) {
            faults.add("GLOP found no optimum of the linear relaxation");
            return;
        }
        System.out.printf("LP optimum %s%n", objective.value());
        double dust = 1e-7 * Math.abs(objective.value());
        var priceBound = file.stages().getFirst().get("priceBound");
        atMost("the linear relaxation", objective.value() - dust, priceBound);
    }

    private static MPConstraint coefficient(Map<String, MPConstraint> rows, String name) {
        var row = rows.get(name);
        if (row == null) {
            throw new IllegalStateException("A bid names the " + name + ", which has no line.");
        }
        return row;
    }

    private void atMost(String what, double found, JsonNode stated) {
        atMost(what, found, stated.asDouble());
    }

    private void atMost(String what, double found, double stated) {
        if (!(found <= stated + TOLERANCE * Math.max(1, Math.abs(stated)))) {
            faults.add("%s is %s, stated %s".formatted(what, found, stated));
        }
    }
}
