package dev.medley.core.plan;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Tenant;
import dev.medley.core.work.Work;

import java.util.Comparator;
import java.util.List;

/// A snapshot to plan: what there is, whose work there is, and what the operator wants.
///
/// @param tenants every tenant that work names
/// @param works sorted by name here, so that the order of files changes nothing
/// @param reference chip that value is counted in
/// @param standardModel model that compares chips for work that cannot run on the reference
/// @param incumbents what runs already
public record PlanInput(
        List<Pool> pools,
        List<Tenant> tenants,
        List<Work> works,
        Chip reference,
        Model standardModel,
        Goals goals,
        Incumbents incumbents) {

    public PlanInput {
        pools = List.copyOf(pools);
        tenants = tenants.stream().sorted(Comparator.comparing(Tenant::name)).toList();
        works = works.stream().sorted(Comparator.comparing(Work::name)).toList();
    }

    /// The same with other works.
    PlanInput with(List<Work> others) {
        return new PlanInput(pools, tenants, others, reference, standardModel, goals, incumbents);
    }

    /// The same with other goals.
    PlanInput with(Goals others) {
        return new PlanInput(pools, tenants, works, reference, standardModel, others, incumbents);
    }

    /// What the operator wants.
    ///
    /// @param alpha fairness between tenants: 0 total value, 1 proportional, 16 nearly max-min
    /// @param standardFloor share of every pool that core leaves to standard work that wants it
    /// @param spareFloor share of every pool that the others leave to spare work that wants it
    /// @param perMoneyPerHour equivalents that one currency unit per hour weighs
    /// @param perKilowatt equivalents that one kilowatt weighs
    /// @param permissions where work may run, by its own terms and by rules
    public record Goals(
            double alpha,
            double standardFloor,
            double spareFloor,
            double perMoneyPerHour,
            double perKilowatt,
            Permissions permissions) {

        /// Where no rules are obeyed.
        public Goals(
                double alpha,
                double standardFloor,
                double spareFloor,
                double perMoneyPerHour,
                double perKilowatt) {
            this(
                    alpha,
                    standardFloor,
                    spareFloor,
                    perMoneyPerHour,
                    perKilowatt,
                    Permissions.OF_TERMS);
        }

        /// The same where nothing is kept for lower classes.
        Goals withoutFloors() {
            return new Goals(alpha, 0, 0, perMoneyPerHour, perKilowatt, permissions);
        }

        /// The same under other permissions.
        public Goals under(Permissions others) {
            return new Goals(
                    alpha, standardFloor, spareFloor, perMoneyPerHour, perKilowatt, others);
        }
    }
}
