package dev.medley.core.plan;

import dev.medley.core.fleet.Host;
import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Terms;

import java.util.Arrays;
import java.util.List;

/// CPU and memory of pools that are still to be had, all nodes of a pool together. Memory is
/// counted in mebibytes: what is asked is rounded up, what there is, down.
public final class HostStock {

    /// Where nobody says what nodes have.
    static final long ENDLESS = Long.MAX_VALUE;

    private static final int MEBI = 20;

    private final List<Pool> pools;
    private final long[] cpuMilli;
    private final long[] memoryMib;

    private HostStock(List<Pool> pools, long[] cpuMilli, long[] memoryMib) {
        this.pools = List.copyOf(pools);
        this.cpuMilli = cpuMilli;
        this.memoryMib = memoryMib;
    }

    /// What empty nodes have.
    static HostStock of(List<Pool> pools) {
        return of(pools, pools.stream().map(Pool::hosts).toList());
    }

    /// What is left on nodes.
    ///
    /// @param hosts per pool, all its nodes together; empty where nobody asks
    public static HostStock of(List<Pool> pools, List<Host> hosts) {
        long[] cpu = new long[pools.size()];
        long[] memory = new long[pools.size()];
        Arrays.fill(cpu, ENDLESS);
        Arrays.fill(memory, ENDLESS);
        for (int p = 0; p < hosts.size(); p++) {
            var cores = hosts.get(p).cpuMilli();
            var bytes = hosts.get(p).memoryBytes();
            cpu[p] = cores == null ? ENDLESS : cores;
            memory[p] = bytes == null ? ENDLESS : bytes >> MEBI;
        }
        return new HostStock(pools, cpu, memory);
    }

    public HostStock copy() {
        return new HostStock(pools, cpuMilli.clone(), memoryMib.clone());
    }

    long cpuMilli(int pool) {
        return cpuMilli[pool];
    }

    long memoryMib(int pool) {
        return memoryMib[pool];
    }

    /// What a candidate asks of its pool's nodes.
    Needs needs(Terms terms, Candidate candidate) {
        var replica = candidate.shape().shape().devices();
        return Hosting.ofReplica(terms, pools.get(candidate.pool()), replica)
                .times(candidate.replicas());
    }

    static long mebibytes(long bytes) {
        return (bytes + (1 << MEBI) - 1) >> MEBI;
    }

    public boolean covers(Terms terms, Candidate candidate) {
        if (!terms.needsMore()) {
            return true;
        }
        return has(candidate.pool(), needs(terms, candidate));
    }

    private boolean has(int pool, Needs needs) {
        return needs.cpuMilli() <= cpuMilli[pool]
                && mebibytes(needs.memoryBytes()) <= memoryMib[pool];
    }

    public void take(Terms terms, Candidate candidate) {
        if (!terms.needsMore()) {
            return;
        }
        take(candidate.pool(), needs(terms, candidate));
    }

    void take(Claim claim, Candidate candidate) {
        if (claim.needsMore) {
            take(candidate.pool(), needs(claim.work().terms(), candidate));
        }
    }

    private void take(int pool, Needs needs) {
        cpuMilli[pool] -= cpuMilli[pool] == ENDLESS ? 0 : needs.cpuMilli();
        memoryMib[pool] -= memoryMib[pool] == ENDLESS ? 0 : mebibytes(needs.memoryBytes());
    }
}
