package dev.medley.core.ledger.vouchers;

import static dev.medley.core.ledger.vouchers.Eligibility.reason;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/// Limits that a command would break: caps, days, and what other vouchers hold already.
final class VoucherLimits {

    private final Papers papers;
    private final SortedMap<String, Voucher> vouchers;

    VoucherLimits(Papers papers, SortedMap<String, Voucher> vouchers) {
        this.papers = papers;
        this.vouchers = vouchers;
    }

    /// Caps that this much more would break.
    ///
    /// @param year calendar year that it counts in
    List<Reason> caps(Voucher voucher, Programme programme, long more, int year) {
        var reasons = new ArrayList<Reason>();
        var unit = programme.unit();
        var pool = programme.poolCap();
        if (pool != null) {
            long held = held(v -> of(v, programme) && (!pool.yearly() || v.year() == year));
            if (more > pool.amount() - held) {
                reasons.add(
                        reason(
                                "pool-cap",
                                "%s more than %s held would pass the pool's cap of %s%s",
                                unit.print(more),
                                unit.print(held),
                                unit.print(pool.amount()),
                                pool.yearly() ? " in " + year : ""));
            }
        }
        var most = programme.companyCap();
        if (most != null) {
            long held =
                    held(
                            v ->
                                    of(v, programme)
                                            && v.company().equals(voucher.company())
                                            && v.year() == year);
            if (more > most - held) {
                reasons.add(
                        reason(
                                "company-cap",
                                "%s more than %s held by %s in %d would pass the cap of %s",
                                unit.print(more),
                                unit.print(held),
                                voucher.company(),
                                year,
                                unit.print(most)));
            }
        }
        return reasons;
    }

    private static boolean of(Voucher voucher, Programme programme) {
        return voucher.programme().equals(programme.id());
    }

    private long held(Predicate<Voucher> which) {
        long sum = 0;
        for (var voucher : vouchers.values()) {
            if (which.test(voucher)) {
                sum = Math.min(Long.MAX_VALUE - Programme.MOST, sum + voucher.held());
            }
        }
        return sum;
    }

    /// Why the voucher cannot be for the contract.
    List<Reason> contract(Voucher voucher, Programme programme, String id) {
        var contract = papers.contract(id);
        if (contract == null) {
            return List.of(reason("unknown-contract", "there is no contract '%s'", id));
        }
        var reasons = new ArrayList<Reason>(Eligibility.refusals(programme, contract));
        if (!contract.buyer().equals(voucher.company())) {
            reasons.add(
                    reason(
                            "other-buyer",
                            "'%s' is %s's contract, not %s's",
                            id,
                            contract.buyer(),
                            voucher.company()));
        }
        for (var other : vouchers.values()) {
            if (other.id().equals(voucher.id())
                    || !other.contract().equals(id)
                    || !other.state().isAlive()) {
                continue;
            }
            if (other.programme().equals(programme.id())) {
                reasons.add(
                        reason(
                                "one-a-contract",
                                "'%s' is for '%s' already, under the same programme",
                                other.id(),
                                id));
            } else if (!together(programme, other.programme())) {
                reasons.add(
                        reason(
                                "stacking",
                                "'%s' of %s is for '%s' already, and not both programmes bear that",
                                other.id(),
                                other.programme(),
                                id));
            }
        }
        return reasons;
    }

    private boolean together(Programme programme, String other) {
        var theirs = papers.programme(other);
        return theirs != null
                && programme.stacking().bears(other)
                && theirs.stacking().bears(programme.id());
    }

    /// Caps of a contract: a fixed one, and the highest share of what it costs in all.
    List<Reason> value(
            Voucher voucher,
            Programme programme,
            @Nullable Contract contract,
            VoucherCommand.Reserve reserve) {
        var reasons = new ArrayList<Reason>();
        var unit = programme.unit();
        var cap = programme.contractCap();
        if (cap != null && reserve.amount() > cap) {
            reasons.add(
                    reason(
                            "contract-cap",
                            "%s is more than %s, the most for one contract",
                            unit.print(reserve.amount()),
                            unit.print(cap)));
        }
        var most = largestShare(voucher, programme);
        if (contract != null
                && contract.value() != null
                && most != null
                && unit.equals(VoucherUnit.money(contract.currency()))) {
            long share = Eligibility.scaled(contract.value(), most);
            if (reserve.amount() > share) {
                reasons.add(
                        reason(
                                "contract-share",
                                "%s is more than %s, the programme's share of '%s'",
                                unit.print(reserve.amount()),
                                unit.print(share),
                                contract.id()));
            }
        }
        return reasons;
    }

    private static @Nullable Long largestShare(Voucher voucher, Programme programme) {
        var terms = voucher.terms();
        var granted = terms == null ? null : terms.millionths();
        if (programme.tiers().isEmpty()) {
            return granted;
        }
        long most = 0;
        for (var tier : programme.tiers()) {
            most = Math.max(most, tier.millionths());
        }
        return granted == null ? most : Math.min(granted, most);
    }

    /// Whether it has expired.
    List<Reason> time(Voucher voucher, LocalDate on) {
        var last = voucher.lastDay();
        return last == null || !on.isAfter(last)
                ? List.of()
                : List.of(reason("expired", "it held until %s", last));
    }

    /// Whether a line was used on a day that counts.
    List<Reason> day(
            Voucher voucher,
            Voucher.Terms terms,
            Contract contract,
            Contract.UsageLine line,
            LocalDate on) {
        var day = line.day();
        var reasons = new ArrayList<Reason>();
        if (day.isAfter(on)) {
            reasons.add(reason("not-yet", "line %s is of %s, after %s", line.id(), day, on));
        }
        if (day.isBefore(contract.first()) || day.isAfter(contract.last())) {
            reasons.add(
                    reason(
                            "outside-term",
                            "line %s is of %s, outside the term of '%s'",
                            line.id(),
                            day,
                            contract.id()));
        }
        if (day.isBefore(terms.from()) || day.isAfter(terms.until())) {
            reasons.add(
                    reason(
                            "outside-grant",
                            "line %s is of %s; '%s' holds from %s to %s",
                            line.id(),
                            day,
                            voucher.id(),
                            terms.from(),
                            terms.until()));
        }
        return reasons;
    }

    /// Whether an invoice asks for at least what its lines cost.
    List<Reason> invoice(Contract.Invoice invoice) {
        long lines = 0;
        for (var id : invoice.lines()) {
            var line = papers.line(id);
            lines += line == null ? 0 : line.amount();
        }
        return invoice.amount() >= lines
                ? List.of()
                : List.of(
                        reason(
                                "invoice-too-small",
                                "invoice %s is over %d, its lines over %d hundredths",
                                invoice.number(),
                                invoice.amount(),
                                lines));
    }

    /// Whether another claim for the same contract and programme stands.
    List<Reason> once(Voucher voucher) {
        for (var other : vouchers.values()) {
            if (!other.id().equals(voucher.id())
                    && other.state().isAlive()
                    && other.days().containsKey(VoucherState.CLAIMED)
                    && other.contract().equals(voucher.contract())
                    && other.programme().equals(voucher.programme())) {
                return List.of(
                        reason(
                                "one-a-contract",
                                "'%s' claims for '%s' already",
                                other.id(),
                                voucher.contract()));
            }
        }
        return List.of();
    }
}
