package dev.medley.cli.vouchers;

import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Expiry;
import dev.medley.core.ledger.vouchers.Papers;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherCommand;
import dev.medley.core.ledger.vouchers.VoucherDesk;
import dev.medley.core.ledger.vouchers.VoucherHistory;
import dev.medley.core.ledger.vouchers.VoucherInputs;
import dev.medley.core.ledger.vouchers.VoucherPostings;
import dev.medley.core.ledger.vouchers.VoucherState;
import dev.medley.core.ledger.vouchers.VoucherUnit;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What `medley vouchers` says: vouchers as they stand on a day, what expires, what can be claimed.
///
/// @param vouchers by company, programme and id
/// @param balances amounts in each state by `company`, then programme
/// @param withinDays days ahead for which losses are the answer no
public record VoucherView(
        LocalDate date,
        int withinDays,
        VoucherDesk desk,
        List<Voucher> vouchers,
        SortedMap<String, SortedMap<String, SortedMap<VoucherState, Long>>> balances,
        List<Expiry> expiries,
        List<Claims.Claim> claims,
        List<VoucherHistory.Refusal> refusals) {

    /// How vouchers stand on a day.
    ///
    /// @param company whose vouchers alone are shown, or null for all
    /// @param programme whose vouchers alone are shown, or null for all
    public static VoucherView of(
            VoucherInputs inputs,
            LocalDate date,
            int withinDays,
            @Nullable String company,
            @Nullable String programme) {
        var history = VoucherHistory.until(date, inputs);
        var desk = history.desk();
        Predicate<Voucher> shown =
                v ->
                        (company == null || v.company().equals(company))
                                && (programme == null || v.programme().equals(programme));
        var vouchers = desk.vouchers().values().stream().filter(shown).toList();
        var balances = new TreeMap<String, SortedMap<String, SortedMap<VoucherState, Long>>>();
        for (var voucher : vouchers) {
            var of =
                    balances.computeIfAbsent(voucher.company(), _ -> new TreeMap<>())
                            .computeIfAbsent(voucher.programme(), _ -> new TreeMap<>());
            VoucherPostings.standing(voucher)
                    .forEach((s, amount) -> of.merge(s, amount, Long::sum));
        }
        var mentioned = new TreeSet<String>();
        for (var command : inputs.commands()) {
            if (command instanceof VoucherCommand.Apply apply
                    && (company == null || apply.company().equals(company))
                    && (programme == null || apply.programme().equals(programme))) {
                mentioned.add(apply.id());
            }
        }
        return new VoucherView(
                date,
                withinDays,
                desk,
                vouchers,
                balances,
                Expiry.of(desk, vouchers, date),
                Claims.on(date, inputs).stream().filter(c -> shown.test(c.voucher())).toList(),
                history.refusals().stream()
                        .filter(r -> mentioned.contains(r.command().id()))
                        .toList());
    }

    /// Whether something is refused, or would be lost within the days ahead.
    boolean isNo() {
        return !refusals.isEmpty() || expiries.stream().anyMatch(this::soon);
    }

    boolean soon(Expiry expiry) {
        return expiry.daysFrom(date) <= withinDays;
    }

    List<Claims.Claim> ready() {
        return claims.stream().filter(Claims.Claim::ready).toList();
    }

    Papers papers() {
        return desk.papers();
    }

    VoucherUnit unit(Voucher voucher) {
        return unit(voucher.programme());
    }

    VoucherUnit unit(String id) {
        var programme = desk.papers().programme(id);
        return programme == null ? VoucherUnit.money("") : programme.unit();
    }
}
