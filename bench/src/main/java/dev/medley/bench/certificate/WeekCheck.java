package dev.medley.bench.certificate;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Re-checks the certificate of a plan over weeks, class by class: that the plan keeps every limit
/// of every week and does no job's work twice, that its value is as stated, and that the prices
/// prove the bound. GLOP can solve the linear relaxation beside it, whose optimum no bound may
/// undercut.
final class WeekCheck {

    private static final double TOLERANCE = 1e-9;
    private static final double DUST = 1e-6;

    private final JsonNode header;
    private final Map<String, Limit> limits = new LinkedHashMap<>();
    private final Map<String, Double> own = new LinkedHashMap<>();
    private final Map<String, JsonNode> tenants = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> lots = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /// @param held devices that somebody holds, 0 for budgets
    private record Limit(double capacity, double held, double price) {}

    private WeekCheck(JsonNode header) {
        this.header = header;
    }

    /// Whether the file's first line is the header of a plan over weeks.
    static boolean isOverWeeks(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var first = lines.readLine();
            return first != null && JsonMapper.builder().build().readTree(first).has("weeks");
        }
    }

    static List<String> check(Path file, boolean withLp) throws IOException {
        var faults = new ArrayList<String>();
        for (var one : readAll(file)) {
            one.feasible();
            one.bound();
            if (withLp) {
                one.linearRelaxation();
            }
            faults.addAll(one.faults);
        }
        return List.copyOf(faults);
    }

    private static List<WeekCheck> readAll(Path file) throws IOException {
        var json = JsonMapper.builder().build();
        var all = new ArrayList<WeekCheck>();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var node = json.readTree(line);
                if (node.has("weeks")) {
                    all.add(new WeekCheck(node));
                } else {
                    all.getLast().add(node);
                }
            }
        }
        return all;
    }

    private void add(JsonNode node) {
        if (node.has("lot")) {
            lots.computeIfAbsent(node.get("lot").asString(), _ -> new ArrayList<>()).add(node);
        } else if (node.has("dualWeight")) {
            tenants.put(node.get("tenant").asString(), node);
        } else if (node.has("job")) {
            own.put(node.get("job").asString(), node.get("price").asDouble());
        } else {
            boolean pool = node.has("pool");
            var name = node.get(pool ? "pool" : "budget").asString();
            limits.put(
                    key(pool, name, node.get("week").asInt()),
                    new Limit(
                            node.get(pool ? "capacity" : "limit").asDouble(),
                            node.path("held").asDouble(0),
                            node.get("price").asDouble()));
        }
    }

    private static String key(boolean pool, String name, int week) {
        return (pool ? "pool " : "budget ") + name + " in week " + week;
    }

    /// What a bid needs, by limit.
    private static Map<String, Double> needs(JsonNode bid) {
        var needs = new LinkedHashMap<String, Double>();
        int week = bid.get("week").asInt();
        bid.get("use")
                .properties()
                .forEach(e -> needs.put(key(true, e.getKey(), week), e.getValue().asDouble()));
        bid.get("spend")
                .properties()
                .forEach(e -> needs.put(key(false, e.getKey(), week), e.getValue().asDouble()));
        return needs;
    }

    private void feasible() {
        var used = new LinkedHashMap<String, Double>();
        var work = new LinkedHashMap<String, Double>();
        var received = new LinkedHashMap<String, Double>();
        for (var lot : lots.values()) {
            int taken = 0;
            for (var bid : lot) {
                double chosen = bid.get("chosen").asDouble();
                double done = chosen - bid.get("lost").asDouble();
                taken += chosen > 0 ? 1 : 0;
                received.merge(tenant(bid), done * bid.get("value").asDouble(), Double::sum);
                work.merge(
                        bid.get("work").asString(), done * bid.get("part").asDouble(), Double::sum);
                needs(bid).forEach((limit, much) -> used.merge(limit, chosen * much, Double::sum));
                if (chosen < 0 || chosen > 1 + TOLERANCE || done < -TOLERANCE) {
                    faults.add("a bid of " + bid.get("lot") + " is chosen " + chosen + " times");
                }
            }
            if (taken > 1) {
                faults.add(lot.getFirst().get("lot") + " has more than one chosen bid");
            }
        }
        used.forEach((limit, much) -> atMost(limit, much, limit(limit).capacity));
        limits.forEach((name, limit) -> atMost(name + ", held", limit.held, limit.capacity));
        work.forEach((name, much) -> atMost("the work of " + name, much, 1 + DUST));
        double value = 0;
        for (var e : received.entrySet()) {
            var tenant = tenants.get(e.getKey());
            value += tenant == null ? e.getValue() : utility(tenant, e.getValue());
        }
        double stated = header.get("objective").asDouble();
        if (Math.abs(value - stated) > DUST * Math.max(1, Math.abs(stated))) {
            faults.add("the value of the plan is %s, stated %s".formatted(value, stated));
        }
        atMost("the objective", stated, header.get("bound").asDouble());
    }

    private void bound() {
        double bound = 0;
        for (var tenant : tenants.values()) {
            bound += conjugate(tenant);
        }
        for (var e : limits.entrySet()) {
            bound += e.getValue().capacity * e.getValue().price;
            if (e.getValue().price < 0) {
                faults.add("the price of " + e.getKey() + " is negative");
            }
        }
        for (var e : own.entrySet()) {
            bound += e.getValue();
            if (e.getValue() < 0) {
                faults.add("the price of the work of " + e.getKey() + " is negative");
            }
        }
        for (var lot : lots.values()) {
            double best = 0;
            for (var bid : lot) {
                var tenant = tenants.get(tenant(bid));
                double y = tenant == null ? 1 : tenant.get("dualWeight").asDouble();
                double margin = y * bid.get("value").asDouble();
                for (var e : needs(bid).entrySet()) {
                    margin -= e.getValue() * limit(e.getKey()).price;
                }
                margin -=
                        bid.get("part").asDouble()
                                * own.getOrDefault(bid.get("work").asString(), 0.0);
                best = Math.max(best, margin);
            }
            bound += best;
        }
        atMost("the bound", bound, header.get("bound").asDouble());
    }

    /// Whose utility the bid counts in; one for all where values are added up.
    private String tenant(JsonNode bid) {
        return tenants.isEmpty() ? "" : bid.get("tenant").asString();
    }

    private double utility(JsonNode tenant, double received) {
        double alpha = header.get("alpha").asDouble();
        double weight = tenant.get("weight").asDouble();
        double relative = received / tenant.get("entitlement").asDouble();
        return alpha == 1
                ? weight * Math.log(relative)
                : weight * Math.pow(relative, 1 - alpha) / (1 - alpha);
    }

    /// The most of utility less y times value that any value gives.
    private double conjugate(JsonNode tenant) {
        double y = tenant.get("dualWeight").asDouble();
        double entitlement = tenant.get("entitlement").asDouble();
        double weight = tenant.get("weight").asDouble();
        double alpha = header.get("alpha").asDouble();
        double received = entitlement * Math.pow(weight / (y * entitlement), 1 / alpha);
        return utility(tenant, received) - y * received;
    }

    private Limit limit(String name) {
        var limit = limits.get(name);
        if (limit == null) {
            throw new IllegalStateException("A bid names " + name + ", which has no line.");
        }
        return limit;
    }

    private void linearRelaxation() {
        if (!tenants.isEmpty()) {
            return;
        }
        Loader.loadNativeLibraries();
        var solver = MPSolver.createSolver("GLOP");
        var rows = new LinkedHashMap<String, MPConstraint>();
        limits.forEach((name, limit) -> rows.put(name, solver.makeConstraint(0, limit.capacity)));
        own.keySet().forEach(name -> rows.put("work " + name, solver.makeConstraint(0, 1)));
        var objective = solver.objective();
        objective.setMaximization();
        for (var lot : lots.values()) {
            var one = solver.makeConstraint(0, 1);
            for (var bid : lot) {
                var x = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
                objective.setCoefficient(x, bid.get("value").asDouble());
                one.setCoefficient(x, 1);
                needs(bid).forEach((name, much) -> set(rows.get(name), x, much));
                if (bid.get("part").asDouble() > 0) {
                    set(
                            rows.get("work " + bid.get("work").asString()),
                            x,
                            bid.get("part").asDouble());
                }
            }
        }
        if (solver.solve() != MPSolver.ResultStatus.OPTIMAL) {
            faults.add("GLOP found no optimum of the linear relaxation");
            return;
        }
        System.out.printf("LP optimum of %s %s%n", header.get("class"), objective.value());
        double dust = 1e-7 * Math.abs(objective.value());
        atMost("the linear relaxation", objective.value() - dust, header.get("bound").asDouble());
    }

    private static void set(@Nullable MPConstraint row, MPVariable x, double much) {
        if (row == null) {
            throw new IllegalStateException("A bid needs something that has no line.");
        }
        row.setCoefficient(x, much);
    }

    private void atMost(String what, double found, double stated) {
        if (!(found <= stated + TOLERANCE * Math.max(1, Math.abs(stated)))) {
            faults.add("%s is %s, stated %s".formatted(what, found, stated));
        }
    }
}
