package dev.medley.core.runway;

import dev.medley.core.fleet.Pool;
import dev.medley.core.plan.Yield;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/// How long a stock lasts, and what moves the day on which it does not.
///
/// @param dates the start and the same day of each month after it
/// @param targets one for each kind of work that there is
/// @param options best first; see [Option]
/// @param arrivals what hangs on each arrival
/// @param vendors what hangs on each vendor
/// @param closings pools that rules close to work, by date
/// @param sales how many sales were held
public record Runway(
        RunwayInput.Look look,
        List<LocalDate> dates,
        List<PoolYears> pools,
        List<TargetYears> targets,
        List<Option> options,
        List<Lost> arrivals,
        List<Vendor> vendors,
        List<Closing> closings,
        long sales) {

    public Runway {
        dates = List.copyOf(dates);
        pools = List.copyOf(pools);
        targets = List.copyOf(targets);
        options = List.copyOf(options);
        arrivals = List.copyOf(arrivals);
        vendors = List.copyOf(vendors);
        closings = List.copyOf(closings);
    }

    /// What one of ten draws does not exceed, what half of them do not, and what nine of ten do
    /// not.
    public record Band(double low, double middle, double high) {}

    /// A pool over the dates.
    ///
    /// @param supply devices that work
    /// @param needs by kind of work, devices that it would take at the prices of the start
    /// @param gets by kind of work, devices that it takes
    public record PoolYears(Pool pool, List<Band> supply, List<Wanted> needs, List<Wanted> gets) {
        public PoolYears {
            supply = List.copyOf(supply);
            needs = List.copyOf(needs);
            gets = List.copyOf(gets);
        }
    }

    /// Devices of a pool for a kind of work, over the dates.
    public record Wanted(Yield.Kind kind, List<Band> devices) {
        public Wanted {
            devices = List.copyOf(devices);
        }
    }

    /// A kind of work over the dates, in reference-device equivalents without weights.
    ///
    /// @param fits share of draws in which it fits, by date
    /// @param end when it no longer fits
    public record TargetYears(
            Target target, List<Band> need, List<Band> gets, List<Double> fits, End end) {
        public TargetYears {
            need = List.copyOf(need);
            gets = List.copyOf(gets);
            fits = List.copyOf(fits);
        }
    }

    /// The first day on which something does not fit.
    ///
    /// @param early one draw in ten ends by then; null where that is beyond the last day
    /// @param middle half of the draws end by then; null where that is beyond the last day
    /// @param late nine draws in ten end by then; null where that is beyond the last day
    /// @param share of draws that end by the last day
    public record End(
            @Nullable LocalDate early,
            @Nullable LocalDate middle,
            @Nullable LocalDate late,
            double share) {}

    /// Something that could be decided, and what it does to the day on which training no longer
    /// fits.
    ///
    /// @param name what it is called
    /// @param text what it means here
    /// @param months gained, over the same draws; a draw that does not end counts as ending one
    ///   month after the last day
    /// @param meanMonths their mean
    /// @param open share of draws that do not end by the last day, where more may be gained
    /// @param money what it costs until the last day; 0 where it uses what is there
    /// @param monthsPerMillion mean months per million of money; null where it costs nothing
    /// @param serving mean part of what serving needs that it gets, over the days, on the middle
    ///   course; compare [#servingAsIs]
    public record Option(
            String name,
            String text,
            End end,
            Band months,
            double meanMonths,
            double open,
            double money,
            @Nullable Double monthsPerMillion,
            double serving,
            double servingAsIs) {}

    /// What would be lost without an arrival.
    ///
    /// @param months by which training would end earlier
    public record Lost(String arrival, End end, Band months, double meanMonths) {}

    /// What hangs on a vendor's chips, on the middle course.
    ///
    /// @param devices of the vendor at the start, as a share of all
    /// @param servedWithoutGrowth share of served value lost on the last day if its stock grew no
    ///   more
    /// @param servedWithout share of served value lost if its chips vanished, mean over the days
    /// @param trainedWithout share of training lost if its chips vanished, mean over the days
    public record Vendor(
            String vendor,
            double devices,
            double servedWithoutGrowth,
            double servedWithout,
            double trainedWithout) {}

    /// Rules close a pool to works from a date on.
    ///
    /// @param text the first ruling, in a sentence
    public record Closing(LocalDate date, String pool, int works, String text) {}
}
