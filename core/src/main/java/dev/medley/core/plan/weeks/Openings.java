package dev.medley.core.plan.weeks;

import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Permissions;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// In which weeks a work may run in which pools: its own terms, its start, ports, and rules.
///
/// Whatever begins within a week counts from the next one on; a rule counts in every week on whose
/// first or last day it blocks.
final class Openings {

    private final HorizonInput input;
    private final List<Pool> pools;

    /// For each week the first one in which rules are the same.
    private final int[] alike;

    Openings(HorizonInput input, List<Pool> pools) {
        this.input = input;
        this.pools = List.copyOf(pools);
        this.alike = new int[input.weeks()];
        for (int t = 0; t < alike.length; t++) {
            alike[t] = input.rules().indexOf(input.rules().get(t));
        }
    }

    /// Per week and pool, whether the work may run there.
    boolean[][] of(Work work) {
        boolean[][] open = new boolean[input.weeks()][pools.size()];
        for (int p = 0; p < pools.size(); p++) {
            int from = Math.max(startWeek(work), stackWeek(work, p));
            if (from >= open.length || !terms(work, p).isEmpty()) {
                continue;
            }
            for (int t = from; t < open.length; t++) {
                boolean asBefore = t > from && alike[t] == alike[t - 1];
                open[t][p] = asBefore ? open[t - 1][p] : rule(work, p, t) == null;
            }
        }
        return open;
    }

    /// The first week at whose beginning the work may start.
    static int startWeek(Work work) {
        return weekAfter(work.terms().outlook().hoursToStart());
    }

    /// The first week at whose beginning its code runs on the pool's stack; beyond every horizon
    /// where it never does.
    int stackWeek(Work work, int pool) {
        return weekAfter(Permissions.hoursToStack(work, pools.get(pool), input.portDay()));
    }

    private static int weekAfter(double hours) {
        return (int) Math.min(1e6, Math.ceil(Math.max(0, hours) / WeekWorth.HOURS - 1e-9));
    }

    /// What keeps the work out of the pool in all weeks: terms, not stacks.
    List<Reason> terms(Work work, int pool) {
        return Permissions.OF_TERMS.refusals(work, pools.get(pool)).stream()
                .filter(reason -> !reason.code().equals("stack"))
                .filter(reason -> !reason.code().equals("not-before"))
                .toList();
    }

    /// The rule that keeps it out in this week, or null.
    @Nullable Reason rule(Work work, int pool, int week) {
        var days = input.rules().get(week);
        for (var day : List.of(days.first(), days.last())) {
            for (var reason : day.refusals(work, pools.get(pool))) {
                if (reason.code().equals("rule")) {
                    return reason;
                }
            }
        }
        return null;
    }
}
