package dev.medley.core.plan;

import dev.medley.core.fleet.Pool;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What was taken of each claim: the same view of a plan for the market and for simpler policies.
///
/// @param taken per claim, the candidates taken, at most one per lot
record Outcome(List<Claim> claims, List<List<Candidate>> taken) {

    Outcome {
        claims = List.copyOf(claims);
        taken = taken.stream().map(List::copyOf).toList();
    }

    static Outcome nothing(List<Claim> claims) {
        var taken = new ArrayList<List<Candidate>>();
        for (int i = 0; i < claims.size(); i++) {
            taken.add(List.of());
        }
        return new Outcome(claims, taken);
    }

    /// CPU and memory of the pools' nodes that nobody asks.
    HostStock hostsLeft(List<Pool> pools) {
        var left = HostStock.of(pools);
        for (int i = 0; i < claims.size(); i++) {
            for (var candidate : taken.get(i)) {
                left.take(claims.get(i).work().terms(), candidate);
            }
        }
        return left;
    }

    double worth() {
        double total = 0;
        for (var some : taken) {
            for (var candidate : some) {
                total += candidate.worth();
            }
        }
        return total;
    }

    /// Value of what the works of a class take, costs taken off.
    double value(Priority priority) {
        return sum(priority, Candidate::value);
    }

    /// Devices that the works of a class hold.
    double devices(Priority priority) {
        return sum(priority, Candidate::devices);
    }

    /// What of an offer is left when lower classes take what they have here.
    ///
    /// @param left devices of each pool that no class above has taken
    long[] left(Priority priority, long[] left, long[] offered) {
        long[] rest = left.clone();
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).work().terms().priority().compareTo(priority) > 0) {
                for (var candidate : taken.get(i)) {
                    rest[candidate.pool()] -= candidate.devices();
                }
            }
        }
        for (int p = 0; p < rest.length; p++) {
            rest[p] = Math.max(0, Math.min(rest[p], offered[p]));
        }
        return rest;
    }

    private double sum(Priority priority, ToDoubleFunction<Candidate> of) {
        double total = 0;
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).work().terms().priority() == priority) {
                total += taken.get(i).stream().mapToDouble(of).sum();
            }
        }
        return total;
    }

    private SortedMap<Priority, Double> worthByClass() {
        var worth = new TreeMap<Priority, Double>();
        for (var claim : claims) {
            var priority = claim.work().terms().priority();
            worth.computeIfAbsent(priority, _ -> sum(priority, Candidate::worth));
        }
        return worth;
    }

    Plan.Alternative summary(String name, String rule) {
        int running = 0;
        int deadlines = 0;
        int services = 0;
        double demand = 0;
        double cost = 0;
        for (int i = 0; i < claims.size(); i++) {
            var work = claims.get(i).work();
            var some = taken.get(i);
            running += some.isEmpty() ? 0 : 1;
            deadlines += meetsDeadline(work, some) ? 1 : 0;
            for (var candidate : some) {
                cost += candidate.costPerHour();
            }
            if (work instanceof InferenceService service) {
                services++;
                demand += Math.min(1, rate(some) / service.requestsPerSecond());
            }
        }
        return new Plan.Alternative(
                name,
                rule,
                worth(),
                worthByClass(),
                running,
                deadlines,
                services == 0 ? 1 : demand / services,
                cost);
    }

    private static boolean meetsDeadline(Work work, List<Candidate> some) {
        double needed = Worth.neededRate(work);
        return needed > 0 && rate(some) >= needed * (1 - 1e-9);
    }

    private static double rate(List<Candidate> some) {
        double rate = 0;
        for (var candidate : some) {
            rate += candidate.rate();
        }
        return rate;
    }
}
