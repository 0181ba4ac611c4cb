package dev.medley.core.runway;

import dev.medley.core.plan.Trials;
import dev.medley.core.plan.Yield;
import dev.medley.core.stock.Forecast;

import java.util.ArrayList;
import java.util.List;

/// Plays one course of events in several worlds.
///
/// An option may be declined: on a day on which a kind of work fits as things are, it fits with the
/// option too. So an option never brings the end nearer, and only days from the end on are looked
/// at. Likewise an arrival may be left in its boxes: without it nothing fits that does not fit with
/// it.
final class Course {

    private final RunwayInput input;
    private final AskBook book;
    private final Trials trials;
    private final Middle middle;

    /// Sales held in the middle of everything, from whose prices others start.
    interface Middle {
        /// By month.
        List<Trials.Prices> prices(World world);

        /// Prices of the start; of pools that come later, those of their first day.
        Trials.Prices usual();

        World asIs();

        List<World> options();

        List<World> without();

        Reading start();
    }

    Course(RunwayInput input, AskBook book, Trials trials, Middle middle) {
        this.input = input;
        this.book = book;
        this.trials = trials;
        this.middle = middle;
    }

    /// What came of a course.
    ///
    /// @param wanted by month and pool, devices that each kind would take at the start's prices
    /// @param taken by month and pool, devices that each kind takes
    /// @param ends by target, the first month that does not fit; one more than the last if all do
    /// @param optionEnds of training, by option
    /// @param withoutEnds of training, by arrival
    record Played(
            Forecast.Devices supply,
            List<Reading> readings,
            List<List<Split>> wanted,
            List<List<Split>> taken,
            List<Integer> ends,
            List<Integer> optionEnds,
            List<Integer> withoutEnds,
            long sales) {}

    /// Devices by kind of work.
    record Split(double training, double serving, double batch) {
        double of(Yield.Kind kind) {
            return switch (kind) {
                case TRAINING -> training;
                case SERVING -> serving;
                case BATCH -> batch;
            };
        }
    }

    Played play(Fate fate) {
        var look = input.look();
        var asIs = middle.asIs();
        var supply = fate.devices(asIs.stock(), look.dates());
        var prices = middle.prices(asIs);
        var readings = new ArrayList<Reading>();
        var wanted = new ArrayList<List<Split>>();
        var taken = new ArrayList<List<Split>>();
        long sales = look.months() + 1L;
        for (int m = 0; m <= look.months(); m++) {
            var asks = book.of(asIs, fate, m);
            var sold = trials.sell(asks, devices(supply, m), prices.get(m));
            readings.add(Reading.of(asks, sold.yield()).against(middle.start()));
            taken.add(splits(sold.yield()));
            wanted.add(splits(trials.wanted(asks, middle.usual())));
        }
        var ends = new ArrayList<Integer>();
        for (var target : Target.values()) {
            ends.add(end(readings, target));
        }
        int training = end(readings, Target.TRAINING);
        var optionEnds = new ArrayList<Integer>();
        for (var option : middle.options()) {
            var tried = later(fate, option, readings, supply, training);
            optionEnds.add(tried.end());
            sales += tried.sales();
        }
        var withoutEnds = new ArrayList<Integer>();
        for (var without : middle.without()) {
            var tried = earlier(fate, without, supply, training);
            withoutEnds.add(tried.end());
            sales += tried.sales();
        }
        return new Played(supply, readings, wanted, taken, ends, optionEnds, withoutEnds, sales);
    }

    private record Tried(int end, long sales) {}

    /// The end with an option, from the end without it on.
    private Tried later(
            Fate fate, World option, List<Reading> asIs, Forecast.Devices supply, int end) {
        int last = input.look().months();
        long sales = 0;
        if (end > last) {
            return new Tried(end, 0);
        }
        boolean sameAsks = option.asksAs(middle.asIs());
        var there = sameAsks ? fate.devices(option.stock(), input.look().dates()) : supply;
        int m = end;
        while (m <= last) {
            if (!fits(asIs.get(m))) {
                boolean same = sameAsks && there.byDate().get(m).equals(supply.byDate().get(m));
                sales += same ? 0 : 1;
                if (same || !fits(fate, option, there, m)) {
                    break;
                }
            }
            m++;
        }
        return new Tried(m, sales);
    }

    /// The end without an arrival, up to the end with it.
    private Tried earlier(Fate fate, World without, Forecast.Devices supply, int end) {
        var there = fate.devices(without.stock(), input.look().dates());
        long sales = 0;
        for (int m = 0; m < Math.min(end, input.look().months() + 1); m++) {
            if (!there.byDate().get(m).equals(supply.byDate().get(m))) {
                sales++;
                if (!fits(fate, without, there, m)) {
                    return new Tried(m, sales);
                }
            }
        }
        return new Tried(end, sales);
    }

    private boolean fits(Fate fate, World world, Forecast.Devices supply, int month) {
        var asks = book.of(world, fate, month);
        var prices = middle.prices(world).get(month);
        var sold = trials.sell(asks, devices(supply, month), prices);
        return fits(Reading.of(asks, sold.yield()).against(middle.start()));
    }

    private boolean fits(Reading reading) {
        return reading.part(Target.TRAINING) >= input.look().enough();
    }

    private int end(List<Reading> readings, Target target) {
        for (int m = 0; m < readings.size(); m++) {
            if (readings.get(m).part(target) < input.look().enough()) {
                return m;
            }
        }
        return readings.size();
    }

    static long[] devices(Forecast.Devices supply, int month) {
        return supply.byDate().get(month).stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Split> splits(Yield yield) {
        var splits = new ArrayList<Split>();
        for (int p = 0; p < input.stock().pools().size(); p++) {
            splits.add(
                    new Split(
                            yield.devices(Yield.Kind.TRAINING, p),
                            yield.devices(Yield.Kind.SERVING, p),
                            yield.devices(Yield.Kind.BATCH, p)));
        }
        return splits;
    }
}
