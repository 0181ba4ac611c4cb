package dev.medley.core.plan;

import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads a sale: who runs where, what pools and tenants come to, and who waits.
final class Account {

    private final PlanInput input;
    private final List<Claim> claims;
    private final Sale sale;
    private final Waits waits;

    Account(PlanInput input, FitTable fits, List<Claim> claims, Sale sale) {
        this.input = input;
        this.claims = List.copyOf(claims);
        this.sale = sale;
        this.waits = new Waits(input, fits, sale);
    }

    Plan plan() {
        var allocations = new ArrayList<Plan.Allocation>();
        var waiting = new ArrayList<Plan.Waiting>();
        for (int i = 0; i < claims.size(); i++) {
            var taken = sale.outcome().taken().get(i);
            if (taken.isEmpty()) {
                waiting.add(
                        new Plan.Waiting(claims.get(i).work(), waits.reasons(i, claims.get(i))));
            } else {
                allocations.addAll(allocationsOf(claims.get(i).work(), taken));
            }
        }
        double alpha = input.goals().alpha();
        return new Plan(
                sale.objective(alpha),
                sale.bound(alpha),
                sale.gap(alpha),
                sale.outcome().worth(),
                pools(allocations),
                allocations,
                waiting,
                tenants(allocations, waiting),
                alternatives(),
                changes(allocations, waiting),
                warnings(allocations),
                sale.clearings());
    }

    private List<Plan.Warning> warnings(List<Plan.Allocation> allocations) {
        var warnings = new ArrayList<Plan.Warning>();
        for (var allocation : allocations) {
            var work = allocation.work();
            var pool = input.pools().get(allocation.pool());
            for (var reason : input.goals().permissions().warnings(work, pool)) {
                warnings.add(new Plan.Warning(work.name(), pool.id(), reason));
            }
            for (var reason : Hosting.warnings(work, pool)) {
                warnings.add(new Plan.Warning(work.name(), pool.id(), reason));
            }
        }
        return warnings.stream().distinct().toList();
    }

    private Plan.@Nullable Changes changes(
            List<Plan.Allocation> allocations, List<Plan.Waiting> waiting) {
        var incumbents = input.incumbents();
        if (incumbents.runs().isEmpty()) {
            return null;
        }
        var stays = new TreeMap<String, Boolean>();
        for (var allocation : allocations) {
            var work = allocation.work();
            if (incumbents.runs(work)) {
                var pool = input.pools().get(allocation.pool()).id();
                var place = Incumbents.Place.of(pool, allocation.fit().shape());
                stays.merge(work.name(), incumbents.isAt(work, place), Boolean::logicalAnd);
            }
        }
        return new Plan.Changes(
                stays.keySet().stream().filter(name -> stays.getOrDefault(name, false)).toList(),
                stays.keySet().stream().filter(name -> !stays.getOrDefault(name, true)).toList(),
                waiting.stream()
                        .map(Plan.Waiting::work)
                        .filter(incumbents::runs)
                        .map(Work::name)
                        .toList());
    }

    private List<Plan.Alternative> alternatives() {
        var all = new ArrayList<Plan.Alternative>();
        all.add(
                sale.outcome()
                        .summary("medley", "every device to the work it serves best, at prices"));
        all.addAll(new SimplePolicies(input, claims).all());
        return all;
    }

    /// Increments of a service in the same pool and shape become one allocation.
    private static List<Plan.Allocation> allocationsOf(Work work, List<Candidate> taken) {
        var merged = new ArrayList<Plan.Allocation>();
        for (var candidate : taken) {
            int same = -1;
            for (int i = 0; i < merged.size(); i++) {
                if (merged.get(i).pool() == candidate.pool()
                        && merged.get(i).fit().equals(candidate.shape())) {
                    same = i;
                }
            }
            if (same < 0) {
                merged.add(allocation(work, candidate));
            } else {
                merged.set(same, plus(merged.get(same), allocation(work, candidate)));
            }
        }
        merged.sort((a, b) -> Integer.compare(a.pool(), b.pool()));
        return merged;
    }

    private static Plan.Allocation allocation(Work work, Candidate candidate) {
        double share =
                work instanceof InferenceService service
                        ? candidate.rate() / service.requestsPerSecond()
                        : 1;
        return new Plan.Allocation(
                work,
                candidate.pool(),
                candidate.shape(),
                candidate.replicas(),
                candidate.rate(),
                share,
                candidate.worth(),
                candidate.costPerHour(),
                candidate.watts());
    }

    private static Plan.Allocation plus(Plan.Allocation one, Plan.Allocation other) {
        return new Plan.Allocation(
                one.work(),
                one.pool(),
                one.fit(),
                one.replicas() + other.replicas(),
                one.rate() + other.rate(),
                one.share() + other.share(),
                one.worth() + other.worth(),
                one.costPerHour() + other.costPerHour(),
                one.watts() + other.watts());
    }

    private List<Plan.PoolUse> pools(List<Plan.Allocation> allocations) {
        int[][] used = new int[input.pools().size()][3];
        for (var allocation : allocations) {
            int kind =
                    switch (allocation.work()) {
                        case TrainingJob _ -> 0;
                        case InferenceService _ -> 1;
                        case BatchJob _ -> 2;
                    };
            used[allocation.pool()][kind] += allocation.devices();
        }
        var uses = new ArrayList<Plan.PoolUse>();
        for (int p = 0; p < used.length; p++) {
            int[] u = used[p];
            uses.add(
                    new Plan.PoolUse(
                            input.pools().get(p),
                            u[0] + u[1] + u[2],
                            sale.poolPrice(p),
                            u[0],
                            u[1],
                            u[2]));
        }
        return uses;
    }

    private double devices(Plan.Allocation allocation) {
        return input.pools().get(allocation.pool()).carving().devices(allocation.devices());
    }

    private List<Plan.TenantUse> tenants(
            List<Plan.Allocation> allocations, List<Plan.Waiting> waiting) {
        var uses = new TreeMap<String, Plan.TenantUse>();
        for (var tenant : input.tenants()) {
            uses.put(tenant.name(), new Plan.TenantUse(tenant.name(), 0, 0, 0, 0, 0));
        }
        String last = "";
        for (var a : allocations) {
            int more = a.work().name().equals(last) ? 0 : 1;
            last = a.work().name();
            uses.computeIfPresent(
                    a.work().terms().tenant(),
                    (name, u) ->
                            new Plan.TenantUse(
                                    name,
                                    u.running() + more,
                                    u.waiting(),
                                    u.devices() + devices(a),
                                    u.worth() + a.worth(),
                                    u.costPerHour() + a.costPerHour()));
        }
        for (var w : waiting) {
            uses.computeIfPresent(
                    w.work().terms().tenant(),
                    (name, u) ->
                            new Plan.TenantUse(
                                    name,
                                    u.running(),
                                    u.waiting() + 1,
                                    u.devices(),
                                    u.worth(),
                                    u.costPerHour()));
        }
        return List.copyOf(uses.values());
    }
}
