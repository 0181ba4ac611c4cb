package dev.medley.core.sim.rounds;

/// First come, first served, whatever the chip: nobody is stopped, nobody overtakes, and whoever is
/// next takes the pool with most idle devices.
public final class Fifo implements RoundPolicy {

    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public void choose(Round round, Seating seating) {
        seating.keep();
        for (int job = 0; job < round.jobs().size(); job++) {
            if (seating.pool(job) == ActiveJob.WAITS) {
                int pool = seating.emptiest(job);
                if (pool == ActiveJob.WAITS) {
                    return;
                }
                seating.seat(job, pool);
            }
        }
    }
}
