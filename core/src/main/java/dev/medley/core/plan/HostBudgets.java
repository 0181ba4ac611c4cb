package dev.medley.core.plan;

import dev.medley.core.market.MarketBuilder;
import dev.medley.core.work.Priority;

import java.util.Arrays;
import java.util.List;

/// CPU and memory of nodes as a market sells them beside devices: one budget per pool for each
/// (`h20/cpus` in thousandths, `h20/memory` in mebibytes) where they may run out before devices do.
/// That is where some bid asks more for each device than there is per device for sale; elsewhere
/// the market knows nothing of them.
final class HostBudgets {

    private static final int NONE = -1;

    private final HostStock hosts;
    private final int[] cpus;
    private final int[] memory;
    private final boolean any;

    private HostBudgets(HostStock hosts, int[] cpus, int[] memory) {
        this.hosts = hosts;
        this.cpus = cpus;
        this.memory = memory;
        boolean some = false;
        for (int p = 0; p < cpus.length; p++) {
            some |= cpus[p] != NONE || memory[p] != NONE;
        }
        this.any = some;
    }

    /// Adds budgets to a market for what the claims of this class ask.
    ///
    /// @param supply devices of each pool that are for sale
    static HostBudgets add(
            PlanInput input,
            List<Claim> claims,
            Priority priority,
            long[] supply,
            HostStock hosts,
            MarketBuilder builder) {
        int[] cpus = new int[supply.length];
        int[] memory = new int[supply.length];
        Arrays.fill(cpus, NONE);
        Arrays.fill(memory, NONE);
        for (var claim : claims) {
            if (claim.priority != priority || !claim.needsMore) {
                continue;
            }
            var terms = claim.work().terms();
            for (var lot : claim.lots()) {
                for (var candidate : lot) {
                    int p = candidate.pool();
                    var needs = hosts.needs(terms, candidate);
                    long mib = HostStock.mebibytes(needs.memoryBytes());
                    double share = (double) supply[p] / candidate.devices();
                    var id = input.pools().get(p).id();
                    if (cpus[p] == NONE && needs.cpuMilli() * share > hosts.cpuMilli(p)) {
                        cpus[p] = builder.budget(id + "/cpus", hosts.cpuMilli(p));
                    }
                    if (memory[p] == NONE && mib * share > hosts.memoryMib(p)) {
                        memory[p] = builder.budget(id + "/memory", hosts.memoryMib(p));
                    }
                }
            }
        }
        return new HostBudgets(hosts, cpus, memory);
    }

    /// The latest bid, which is for this candidate of this lot, spends what it asks.
    void spend(Claim claim, int lot, int choice, MarketBuilder builder) {
        if (!any || !claim.needsMore) {
            return;
        }
        var terms = claim.work().terms();
        var candidate = claim.lots().get(lot).get(choice);
        int p = candidate.pool();
        var needs = hosts.needs(terms, candidate);
        if (cpus[p] != NONE) {
            // More than there is stays more than there is.
            builder.spend(cpus[p], Math.min(needs.cpuMilli(), hosts.cpuMilli(p) + 1));
        }
        if (memory[p] != NONE) {
            long mib = HostStock.mebibytes(needs.memoryBytes());
            builder.spend(memory[p], Math.min(mib, hosts.memoryMib(p) + 1));
        }
    }
}
