package dev.medley.core.sim.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gavel's heterogeneity-aware max-min fairness (Narayanan et al., OSDI 2020), from the paper.
///
/// ALGORITHM: whenever jobs came or went, [TimeShares] of every job in every pool are found. Then,
/// each round, a job's priority in a pool is its share over the fraction of the pool's time that it
/// received since; the highest priorities take their seats, and whatever stays idle goes to whoever
/// fits.
public final class GavelMaxMin implements RoundPolicy {

    private List<String> known = List.of();
    private List<double[]> share = List.of();
    private final Map<String, double[]> received = new LinkedHashMap<>();

    @Override
    public String name() {
        return "gavel-maxmin";
    }

    @Override
    public void choose(Round round, Seating seating) {
        var ids = round.jobs().stream().map(active -> active.job().id()).toList();
        if (!ids.equals(known)) {
            known = ids;
            divide(round);
        }
        var had = round.jobs().stream().map(this::received).toList();
        for (var turn : TimeShares.turns(share, had)) {
            if (seating.fits(turn.job(), turn.pool())) {
                seating.seat(turn.job(), turn.pool());
                had.get(turn.job())[turn.pool()] += round.lengthS();
            }
        }
    }

    private double[] received(ActiveJob active) {
        return received.computeIfAbsent(
                active.job().id(), _ -> new double[active.job().rates().size()]);
    }

    /// Solves for the shares and begins to count anew, everybody with half a round everywhere.
    private void divide(Round round) {
        received.clear();
        var jobs = new ArrayList<TimeShares.Job>();
        for (var active : round.jobs()) {
            var job = active.job();
            var workers = Collections.nCopies(round.pools().size(), job.workers());
            jobs.add(new TimeShares.Job(job.id(), workers, job.rates()));
            Arrays.fill(received(active), round.lengthS() / 2);
        }
        share = TimeShares.of(jobs, round.pools());
    }
}
