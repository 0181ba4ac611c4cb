package dev.medley.bench.certificate;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One stage's bounds, computed from the lines by the formulas of `docs/certificate.md`.
final class StageDual {
    private static final double GRAIN = 1e6;

    private final CertificateFile file;
    private final JsonNode stage;
    private final double alpha;
    private final Map<String, Double> prices = new LinkedHashMap<>();
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final Map<String, Double> fillings = new LinkedHashMap<>();
    private final Map<String, Double> gains = new LinkedHashMap<>();

    StageDual(CertificateFile file, JsonNode stage, double alpha) {
        this.file = file;
        this.stage = stage;
        this.alpha = alpha;
        CertificateFile.amounts(stage.get("poolPrices"))
                .forEach((p, x) -> prices.put("pool " + p, x));
        CertificateFile.amounts(stage.get("budgetPrices"))
                .forEach((b, x) -> prices.put("budget " + b, x));
        for (var f : stage.path("fillings")) {
            fillings.put(f.get("pool").asString(), f.get("worth").asDouble());
        }
        gains.putAll(CertificateFile.amounts(stage.path("gains")));
        for (var f : stage.path("floors")) {
            weights.put(
                    f.get("class").asString() + "/" + f.get("tenant").asString(),
                    f.get("weight").asDouble());
        }
        for (var u : stage.path("utilities")) {
            weights.put(name() + "/" + u.get("tenant").asString(), u.get("dualWeight").asDouble());
        }
    }

    String name() {
        return stage.get("stage").asString();
    }

    Map<String, Double> prices() {
        return prices;
    }

    /// By prices alone.
    double priceBound() {
        double bound = constants();
        for (var e : file.limit().entrySet()) {
            bound += e.getValue() * price("budget " + e.getKey());
        }
        for (var work : file.works().values()) {
            bound += bestMargin(work);
        }
        return bound;
    }

    Map<String, Double> fillings() {
        return fillings;
    }

    /// With the stated worths of the knapsacks, or of the pools' fillings.
    double bound() {
        return fillings.isEmpty() ? boundOfKnapsacks() : boundOfFillings();
    }

    private double boundOfFillings() {
        double bound = constants();
        for (var e : fillings.entrySet()) {
            double priced = file.capacity().getOrDefault(e.getKey(), 0.0);
            bound += e.getValue() - priced * price("pool " + e.getKey());
        }
        for (var e : file.limit().entrySet()) {
            bound += e.getValue() * price("budget " + e.getKey());
        }
        for (var work : file.works().entrySet()) {
            double gain = gain(work.getKey());
            for (var bid : work.getValue()) {
                if (!fillings.keySet().containsAll(bid.use().keySet()) || bid.use().isEmpty()) {
                    gain = Math.max(gain, marginBut(bid, ""));
                }
            }
            bound += gain;
        }
        return bound;
    }

    /// What the lot pays for its right to one bid.
    private double gain(String lot) {
        return Math.max(0, gains.getOrDefault(lot, 0.0));
    }

    private double boundOfKnapsacks() {
        double bound = constants();
        var knapsacks = new LinkedHashMap<String, Double>();
        for (var k : stage.path("knapsacks")) {
            knapsacks.put(k.get("budget").asString(), k.get("worth").asDouble());
            bound += k.get("worth").asDouble();
        }
        for (var e : file.limit().entrySet()) {
            bound +=
                    knapsacks.containsKey(e.getKey())
                            ? 0
                            : e.getValue() * price("budget " + e.getKey());
        }
        for (var work : file.works().values()) {
            if (work.stream().noneMatch(bid -> spendsOnAny(bid, knapsacks))) {
                bound += bestMargin(work);
            }
        }
        return bound;
    }

    /// The optimum of a budget's knapsack.
    double knapsack(String budget) {
        var works = new ArrayList<List<Item>>();
        for (var work : file.works().values()) {
            if (work.stream().anyMatch(bid -> bid.spend().containsKey(budget))) {
                works.add(
                        work.stream()
                                .map(
                                        bid ->
                                                new Item(
                                                        bid.spend().getOrDefault(budget, 0.0),
                                                        marginBut(bid, budget)))
                                .toList());
            }
        }
        return knapsack(limit(budget), works);
    }

    /// The optimum of a pool's knapsack, beside the gains. Several pools used by one bid cannot be
    /// filled apart.
    double filling(String pool) {
        var works = new ArrayList<List<Item>>();
        for (var work : file.works().entrySet()) {
            var items = new ArrayList<Item>();
            for (var bid : work.getValue()) {
                double use = bid.use().getOrDefault(pool, 0.0);
                if (use > 0 && bid.use().size() > 1) {
                    return Double.POSITIVE_INFINITY;
                }
                if (use > 0) {
                    double worth = marginBut(bid, "") + use * price("pool " + pool);
                    items.add(new Item(use, worth - gain(work.getKey())));
                }
            }
            works.add(items);
        }
        return knapsack(file.capacity().getOrDefault(pool, 0.0).longValue(), works);
    }

    private record Item(double need, double profit) {}

    /// At most one item of each work within the limit, by CP-SAT on profits rounded to millionths
    /// of the largest one.
    private static double knapsack(long limit, List<List<Item>> works) {
        Loader.loadNativeLibraries();
        var model = new CpModel();
        LinearExprBuilder needed = LinearExpr.newBuilder();
        LinearExprBuilder profit = LinearExpr.newBuilder();
        double largest = 0;
        for (var work : works) {
            for (var item : work) {
                largest = Math.max(largest, item.profit);
            }
        }
        for (var work : works) {
            var options = new ArrayList<Literal>();
            for (var item : work) {
                if (item.profit > 0) {
                    var x = model.newBoolVar("");
                    options.add(x);
                    profit.addTerm(x, (long) Math.floor(item.profit / largest * GRAIN));
                    needed.addTerm(x, (long) item.need);
                }
            }
            model.addAtMostOne(options);
        }
        model.addLessOrEqual(needed, limit);
        model.maximize(profit);
        var solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(10).setNumWorkers(1);
        solver.solve(model);
        return largest == 0 ? 0 : solver.objectiveValue() / GRAIN * largest;
    }

    private long limit(String budget) {
        return file.limit().getOrDefault(budget, 0.0).longValue();
    }

    private static boolean spendsOnAny(CertificateFile.Bid bid, Map<String, Double> budgets) {
        return bid.spend().keySet().stream().anyMatch(budgets::containsKey);
    }

    private double price(String resource) {
        return prices.getOrDefault(resource, 0.0);
    }

    /// Pools at their prices, and what floors and utilities cost.
    private double constants() {
        double sum = 0;
        for (var e : file.capacity().entrySet()) {
            sum += e.getValue() * price("pool " + e.getKey());
        }
        for (var f : stage.path("floors")) {
            sum -= f.get("weight").asDouble() * f.get("least").asDouble();
        }
        for (var u : stage.path("utilities")) {
            double w = u.get("weight").asDouble();
            double ye = u.get("dualWeight").asDouble() * u.get("entitlement").asDouble();
            sum +=
                    alpha == 1
                            ? w * (Math.log(w / ye) - 1)
                            : alpha
                                    / (1 - alpha)
                                    * Math.pow(w, 1 / alpha)
                                    * Math.pow(ye, (alpha - 1) / alpha);
        }
        return sum;
    }

    /// The weight of the bid's value in this stage, or NaN if its class is absent.
    private double weight(CertificateFile.Bid bid) {
        boolean fair = alpha > 0;
        var weight = weights.get(bid.priorityClass() + "/" + (fair ? bid.tenant() : ""));
        if (weight != null) {
            return weight;
        }
        return bid.priorityClass().equals(name()) && !fair ? 1 : Double.NaN;
    }

    private double bestMargin(List<CertificateFile.Bid> work) {
        double best = 0;
        for (var bid : work) {
            best = Math.max(best, marginBut(bid, ""));
        }
        return best;
    }

    /// The bid's margin with one budget unpriced; 0 if its class is absent.
    private double marginBut(CertificateFile.Bid bid, String budget) {
        double margin = weight(bid) * bid.value();
        for (var e : bid.use().entrySet()) {
            margin -= e.getValue() * price("pool " + e.getKey());
        }
        for (var e : bid.spend().entrySet()) {
            margin -= e.getKey().equals(budget) ? 0 : e.getValue() * price("budget " + e.getKey());
        }
        return Double.isNaN(margin) ? 0 : margin;
    }
}
