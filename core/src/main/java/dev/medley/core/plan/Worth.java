package dev.medley.core.plan;

import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.BatchJob;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.TrainingJob;
import dev.medley.core.work.Variant;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What progress on a work is worth, in reference-device equivalents ([Scale]) times the work's own
/// weight. This is the only place where value is defined; `docs/value.md` has the worked example.
///
/// - Training without a deadline: its equivalents, linear in the rate.
/// - Training and batch jobs with a deadline: [#PRESSURE] times as much up to the rate that meets
///   it with some time to spare ([#aimedRate]). Where rounds follow one another and even the
///   slowest gang that does is faster, the rest of its rate counts the more, the sooner it is done
///   and gives its devices back ([#enough]): what needs an hour a day of one device would otherwise
///   outbid nobody until it is too late. Being faster than that is worth nothing.
/// - Once the deadline has passed, or where no gang meets it, what they do is worth what it is
///   without one: who comes too late anyhow must not make others late.
/// - Services: concave in the share of demand served; the first requests are worth 1 +
///   [#SATURATION] times, the last 1 - [#SATURATION] times the average. All of it served is worth
///   the reference devices that would serve it, times the quality of the variant.
public final class Worth {

    /// Value of a device-equivalent that a deadline needs.
    public static final double PRESSURE = 2;

    /// What comes after a sale, which decides how much faster than needed is of use.
    public enum View {
        /// Averages over months: the rate that meets a deadline, and no more.
        LONG_RUN(0, 0),
        /// A plan of one moment: nothing comes after, but predictions may fail.
        MOMENT(SPARE_TIME, 0),
        /// Round follows on round: what is given back soon is sold again.
        ROUNDS(SPARE_TIME, SOON_HOURS);

        private final double spareTime;
        private final double soonHours;

        View(double spareTime, double soonHours) {
            this.spareTime = spareTime;
            this.soonHours = soonHours;
        }
    }

    /// Share of the time until a deadline that is to be left when the work is done. In eight days
    /// of a crowded fleet with arrivals (three seeds) 24 of 59 deadlines were missed without it, 11
    /// with it.
    private static final double SPARE_TIME = 0.15;

    /// What is given back after so many hours counts half. In the same runs as above, 24 hours had
    /// 13 deadlines missed, 72 and 168 hours five and four; 72 served most demand.
    private static final double SOON_HOURS = 72;

    /// How much more the first share of demand is worth than the average.
    static final double SATURATION = 0.3;

    private Worth() {}

    /// Worth of running a job.
    ///
    /// @param quality of the variant that runs, 1 for the original
    /// @param perRate equivalents of one unit of rate
    /// @param enough rate beyond which it earns no more; infinite where no deadline presses
    static double ofJob(Work work, double rate, double quality, double perRate, double enough) {
        double equivalents =
                enough == Double.POSITIVE_INFINITY
                        ? rate * perRate
                        : perRate * PRESSURE * Math.min(rate, enough);
        return work.terms().weight() * quality * equivalents;
    }

    /// Rate that just meets the deadline, 0 without one or when the amount of work is unknown, and
    /// infinite once the deadline has passed: the sooner the better.
    public static double neededRate(Work work) {
        return switch (work) {
            case TrainingJob job -> needed(job.tokens() / 3600, job.hoursToDeadline());
            case BatchJob job ->
                    job.hours() == null ? 0 : needed(job.hours(), job.hoursToDeadline());
            case InferenceService _ -> 0;
        };
    }

    /// Rate to aim at so that the deadline is met even if some time is lost: by runs that are
    /// slower than predicted, stops, failures.
    public static double aimedRate(Work work, View view) {
        return neededRate(work) / (1 - view.spareTime);
    }

    /// Rate that counts in a pool: what is aimed at and, where even the slowest gang that reaches
    /// it is faster, the more of the rest, the sooner its devices are given back.
    ///
    /// @param slowest rate of that gang, no less than [#aimedRate]
    static double enough(Work work, double slowest, View view) {
        @Nullable Double left = work.hoursToDeadline();
        double aim = aimedRate(work, view);
        if (left == null) {
            return aim;
        }
        double hours = neededRate(work) * left / slowest;
        return aim + (slowest - aim) * view.soonHours / (view.soonHours + hours);
    }

    /// @param hoursAtOne that the work takes at a rate of 1
    private static double needed(double hoursAtOne, @Nullable Double hoursToDeadline) {
        if (hoursToDeadline == null) {
            return 0;
        }
        return hoursToDeadline > 0 ? hoursAtOne / hoursToDeadline : Double.POSITIVE_INFINITY;
    }

    /// Worth of serving the demand between two shares of it, 0 <= from <= to <= 1.
    static double ofService(
            InferenceService service, double from, double to, double quality, double perRate) {
        double whole = service.terms().weight() * service.requestsPerSecond() * perRate;
        return quality * whole * (served(to) - served(from));
    }

    private static double served(double share) {
        return share * (1 + SATURATION * (1 - share));
    }

    /// Quality that its owner gives the variant that the shape runs; 1 where there is but one way.
    public static double quality(Work work, ShapeFit shape) {
        var variants =
                switch (work) {
                    case TrainingJob job -> job.variants();
                    case InferenceService service -> service.variants();
                    case BatchJob _ -> List.<Variant>of();
                };
        for (var variant : variants) {
            if (variant.is(shape.shape().model(), shape.shape().precision())) {
                return variant.quality();
            }
        }
        return 1;
    }
}
