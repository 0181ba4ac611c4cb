package dev.medley.core.runway;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.plan.Permissions;
import dev.medley.core.plan.PlanInput;
import dev.medley.core.stock.Stock;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A fleet and its work, and how far to look.
///
/// @param works sorted by name here, so that the order of files changes nothing
/// @param goals what the operator wants; total value counts, whatever the alpha
/// @param permissions where work may run on each of the [Look#dates]
public record RunwayInput(
        Stock stock,
        List<Tenant> tenants,
        List<Work> works,
        Chip reference,
        Model standardModel,
        PlanInput.Goals goals,
        List<Permissions> permissions,
        Look look) {

    public RunwayInput {
        tenants = List.copyOf(tenants);
        works = works.stream().sorted(Comparator.comparing(Work::name)).toList();
        permissions = List.copyOf(permissions);
        if (permissions.size() != look.months() + 1) {
            throw new IllegalArgumentException(
                    "There must be permissions for each of %d days, not %d."
                            .formatted(look.months() + 1, permissions.size()));
        }
    }

    /// How far to look, and how closely.
    ///
    /// @param start day on which the stock is counted
    /// @param draws courses of events that are played
    /// @param seed of the dice
    /// @param enough part of what it needs that a kind of work must get, to fit
    /// @param growthBand how uncertain growth is: one time in ten it is less than 1 - this times
    ///   the stated one, and one time in ten more than 1 + this times
    public record Look(
            LocalDate start, int months, int draws, long seed, double enough, double growthBand) {

        public static final int MOST_MONTHS = 60;
        public static final int MOST_DRAWS = 10_000;

        public Look {
            if (months < 1 || months > MOST_MONTHS || draws < 1 || draws > MOST_DRAWS) {
                throw new IllegalArgumentException(
                        "Months (%d) and draws (%d) must lie between 1 and %d and %d."
                                .formatted(months, draws, MOST_MONTHS, MOST_DRAWS));
            }
            if (!(enough > 0 && enough <= 1 && growthBand >= 0 && growthBand <= 1)) {
                throw new IllegalArgumentException(
                        "What is enough (%s) and the band of growth (%s) must be parts of one."
                                .formatted(enough, growthBand));
            }
        }

        /// The start and the same day of each month after it.
        public List<LocalDate> dates() {
            var dates = new ArrayList<LocalDate>();
            for (int m = 0; m <= months; m++) {
                dates.add(start.plusMonths(m));
            }
            return dates;
        }
    }
}
