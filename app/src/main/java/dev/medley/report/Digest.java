package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.work.InferenceService;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the plan comes to: totals by kind of work and by tenant, counted once for all reports.
public final class Digest {

    /// A larger gap says more about the bound than about the plan.
    private static final double TIGHT = 0.2;

    /// Works that a sentence names.
    private static final int NAMED = 5;

    private final Plan plan;
    private final List<Plan.Allocation> firsts;
    private final SortedMap<String, Double> demand = new TreeMap<>();
    private final EnumMap<WorkKind, Total> kinds = new EnumMap<>(WorkKind.class);
    private final SortedMap<String, EnumMap<WorkKind, Total>> tenants = new TreeMap<>();
    private final Total all;

    /// Sums over some of the work.
    ///
    /// @param running works of which something runs
    /// @param devices whole ones, parts being fractions of them
    public record Total(
            int running,
            int waiting,
            double devices,
            double worth,
            double costPerHour,
            double watts) {

        static final Total NOTHING = new Total(0, 0, 0, 0, 0, 0);

        public Total plus(Total other) {
            return new Total(
                    running + other.running,
                    waiting + other.waiting,
                    devices + other.devices,
                    worth + other.worth,
                    costPerHour + other.costPerHour,
                    watts + other.watts);
        }
    }

    public Digest(Plan plan) {
        this.plan = plan;
        this.firsts = firsts(plan.allocations());
        for (var kind : WorkKind.values()) {
            kinds.put(kind, Total.NOTHING);
        }
        for (var tenant : plan.tenants()) {
            tenants.put(tenant.tenant(), new EnumMap<>(WorkKind.class));
        }
        for (var allocation : plan.allocations()) {
            if (allocation.work() instanceof InferenceService service) {
                demand.merge(service.name(), allocation.share(), Double::sum);
            }
            add(
                    allocation.work().terms().tenant(),
                    WorkKind.of(allocation.work()),
                    new Total(
                            0,
                            0,
                            devices(allocation),
                            allocation.worth(),
                            allocation.costPerHour(),
                            allocation.watts()));
        }
        for (var first : firsts) {
            add(
                    first.work().terms().tenant(),
                    WorkKind.of(first.work()),
                    new Total(1, 0, 0, 0, 0, 0));
        }
        for (var waiting : plan.waiting()) {
            add(
                    waiting.work().terms().tenant(),
                    WorkKind.of(waiting.work()),
                    new Total(0, 1, 0, 0, 0, 0));
        }
        var sum = Total.NOTHING;
        for (var total : kinds.values()) {
            sum = sum.plus(total);
        }
        all = sum;
    }

    private static List<Plan.Allocation> firsts(List<Plan.Allocation> allocations) {
        var firsts = new ArrayList<Plan.Allocation>();
        for (var allocation : allocations) {
            if (firsts.isEmpty()
                    || !firsts.getLast().work().name().equals(allocation.work().name())) {
                firsts.add(allocation);
            }
        }
        return firsts;
    }

    private void add(String tenant, WorkKind kind, Total total) {
        kinds.merge(kind, total, Total::plus);
        tenants.computeIfAbsent(tenant, _ -> new EnumMap<>(WorkKind.class))
                .merge(kind, total, Total::plus);
    }

    public Total all() {
        return all;
    }

    public int works() {
        return all.running() + all.waiting();
    }

    /// Whole devices, carved or not.
    public long devices() {
        return plan.pools().stream().mapToLong(use -> use.pool().wholeDevices()).sum();
    }

    /// Devices that are whole, and parts of those that are not.
    public long units() {
        return plan.pools().stream().mapToLong(use -> use.pool().devices()).sum();
    }

    /// Whether any pool is carved.
    public boolean isCarved() {
        return units() != devices();
    }

    /// Whole devices, parts being fractions of them.
    private double devices(Plan.Allocation allocation) {
        var carving = plan.pools().get(allocation.pool()).pool().carving();
        return carving.devices(allocation.devices());
    }

    public Total of(WorkKind kind) {
        return kinds.getOrDefault(kind, Total.NOTHING);
    }

    public Total of(String tenant) {
        var sum = Total.NOTHING;
        for (var kind : WorkKind.values()) {
            sum = sum.plus(of(tenant, kind));
        }
        return sum;
    }

    public Total of(String tenant, WorkKind kind) {
        var totals = tenants.get(tenant);
        return totals == null ? Total.NOTHING : totals.getOrDefault(kind, Total.NOTHING);
    }

    /// Tenants, those with most devices first, ties by name.
    public List<String> tenantsByDevices() {
        var names = new ArrayList<>(tenants.keySet());
        var devices = new TreeMap<String, Double>();
        names.forEach(name -> devices.put(name, of(name).devices()));
        names.sort(
                (a, b) ->
                        Double.compare(devices.getOrDefault(b, 0.0), devices.getOrDefault(a, 0.0)));
        return Collections.unmodifiableList(names);
    }

    /// Allocations, those worth most first, ties in the plan's order.
    public List<Plan.Allocation> byWorth() {
        var all = new ArrayList<>(plan.allocations());
        all.sort(Comparator.comparingDouble(Plan.Allocation::worth).reversed());
        return Collections.unmodifiableList(all);
    }

    /// How far the allocation takes its work.
    public Progress progress(Plan.Allocation allocation) {
        return Progress.of(allocation, demand.getOrDefault(allocation.work().name(), 1.0));
    }

    /// Works that run on fewer devices than their owner's wish needs: services below their demand,
    /// jobs that miss their deadline.
    public int shortfalls() {
        int count = 0;
        for (var first : firsts) {
            count += progress(first).state() == Progress.State.SHORT ? 1 : 0;
        }
        return count;
    }

    /// Whether the bound says how good the plan is, rather than only that it is not bad.
    public boolean isTight() {
        return plan.gap() <= TIGHT;
    }

    /// By which share any plan could be better at most.
    public double better() {
        double gap = Math.clamp(plan.gap(), 0, 0.999999);
        return gap / (1 - gap);
    }

    /// Share of the best possible that the plan is proven to reach.
    public double proven() {
        return 1 - Math.clamp(plan.gap(), 0, 1);
    }

    /// What becomes of work that ran before, in one sentence; empty where nothing ran.
    public String changesSentence() {
        var changes = plan.changes();
        if (changes == null) {
            return "";
        }
        return "Of what ran before, %s stay, %s, %s."
                .formatted(
                        Figures.whole(changes.kept().size()),
                        named("move", changes.moved()),
                        named("stop", changes.stopped()));
    }

    private static String named(String verb, List<String> works) {
        var text = Figures.whole(works.size()) + " " + verb;
        if (works.isEmpty()) {
            return text;
        }
        var more = works.size() > NAMED ? ", ..." : "";
        var some = works.subList(0, Math.min(NAMED, works.size()));
        return text + " (" + String.join(", ", some) + more + ")";
    }

    /// The gap in one sentence that anyone understands.
    public String gapSentence() {
        if (plan.gap() <= 0) {
            return "No plan can be better: the prices prove it.";
        }
        return isTight()
                ? "No plan can be more than %s better: the prices prove it."
                        .formatted(Figures.percent(better()))
                : "The prices prove that it reaches %s of the best possible, and no more than that."
                        .formatted(Figures.percent(proven()));
    }
}
