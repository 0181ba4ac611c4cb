package dev.medley.core.sim.rounds;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Least attained service first, whatever the chip: whoever received the fewest device-seconds
/// runs, in the pool where it ran, or else in the one with most idle devices.
public final class LeastAttained implements RoundPolicy {

    @Override
    public String name() {
        return "las";
    }

    @Override
    public void choose(Round round, Seating seating) {
        var jobs = round.jobs();
        IntStream.range(0, jobs.size())
                .boxed()
                .sorted(Comparator.comparingDouble(job -> jobs.get(job).attained()))
                .forEach(
                        job -> {
                            int ran = jobs.get(job).pool();
                            boolean stays = ran != ActiveJob.WAITS && seating.fits(job, ran);
                            int pool = stays ? ran : seating.emptiest(job);
                            if (pool != ActiveJob.WAITS) {
                                seating.seat(job, pool);
                            }
                        });
    }
}
