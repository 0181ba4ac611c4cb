package dev.medley.core.plan;

import dev.medley.core.catalog.Chip;
import dev.medley.core.fit.Reason;
import dev.medley.core.fleet.Pool;
import dev.medley.core.rules.Rulings;
import dev.medley.core.rules.Treatment;
import dev.medley.core.work.Port;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a work's own terms, and rules that the operator obeys, let it run, whatever the speed
/// there.
///
/// @param rulings what rules lead to, by pool and tenant
public record Permissions(Rulings rulings) {

    /// Terms of work only; no rules are obeyed.
    public static final Permissions OF_TERMS = new Permissions(Rulings.NONE);

    /// Every term and rule that keeps the work out of the pool on the plan's date; empty when it
    /// may run there.
    public List<Reason> refusals(Work work, Pool pool) {
        var terms = work.terms();
        var reasons = new ArrayList<Reason>();
        if (terms.outlook().hoursToStart() > 0) {
            reasons.add(
                    new Reason(
                            "not-before",
                            "it may not start for %s more days"
                                    .formatted(days(terms.outlook().hoursToStart()))));
        }
        double port = hoursToStack(work, pool, Port.Day.EXPECTED);
        if (port > 0) {
            reasons.add(
                    new Reason(
                            "stack",
                            "its code runs on %s only, the pool has %s"
                                            .formatted(
                                                    String.join(" and ", terms.stacks()),
                                                    pool.stack())
                                    + (port == Double.POSITIVE_INFINITY
                                            ? ""
                                            : ", to which it is ported in %s days"
                                                    .formatted(days(port)))));
        }
        if (!terms.allowedChips().isEmpty() && !names(terms.allowedChips(), pool.chip())) {
            reasons.add(
                    new Reason(
                            "chip-not-allowed",
                            "it allows %s only"
                                    .formatted(String.join(", ", terms.allowedChips()))));
        }
        if (names(terms.forbiddenChips(), pool.chip())) {
            reasons.add(new Reason("chip-forbidden", "it forbids " + pool.chip().id()));
        }
        var site = pool.site().id();
        if (!terms.allowedSites().isEmpty() && !terms.allowedSites().contains(site)) {
            reasons.add(
                    new Reason(
                            "site-not-allowed",
                            "it may run at %s only"
                                    .formatted(String.join(", ", terms.allowedSites()))));
        }
        if (terms.forbiddenSites().contains(site)) {
            reasons.add(new Reason("site-forbidden", "it must not run at " + site));
        }
        reasons.addAll(blocks(work, pool));
        return reasons;
    }

    /// Rules alone that keep the work out of the pool.
    public List<Reason> blocks(Work work, Pool pool) {
        return ruled(work, pool, Treatment.BLOCK);
    }

    /// Hours from the plan's date until the work's code runs on the pool's stack: 0 or less where
    /// it does, infinitely many where it never will.
    ///
    /// @param day which day of a port counts
    public static double hoursToStack(Work work, Pool pool, Port.Day day) {
        var stacks = work.terms().stacks();
        if (stacks.isEmpty() || containsIgnoringCase(stacks, pool.stack())) {
            return 0;
        }
        for (var port : work.terms().outlook().ports()) {
            if (port.stack().equalsIgnoreCase(pool.stack())) {
                return port.hoursUntil(day);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static String days(double hours) {
        return String.valueOf((long) Math.ceil(hours / 24));
    }

    /// Rules that let the work run in the pool and want to be known.
    public List<Reason> warnings(Work work, Pool pool) {
        return ruled(work, pool, Treatment.WARN);
    }

    private List<Reason> ruled(Work work, Pool pool, Treatment treatment) {
        return rulings.of(pool.id(), work.terms().tenant()).stream()
                .filter(ruling -> ruling.treatment() == treatment)
                .map(ruling -> new Reason("rule", ruling.text()))
                .toList();
    }

    private static boolean names(List<String> chips, Chip chip) {
        return chips.contains(chip.id()) || chips.contains(chip.family());
    }

    private static boolean containsIgnoringCase(List<String> words, String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(lower));
    }
}
