package dev.medley.core.sim.rounds;

/// In order of arrival, everybody takes the fastest pool that has room and stays there.
public final class FastestFirst implements RoundPolicy {

    @Override
    public String name() {
        return "fastest-first";
    }

    @Override
    public void choose(Round round, Seating seating) {
        seating.keep();
        for (int job = 0; job < round.jobs().size(); job++) {
            int pool = seating.fastest(job, 1);
            if (pool != ActiveJob.WAITS) {
                seating.seat(job, pool);
            }
        }
    }
}
