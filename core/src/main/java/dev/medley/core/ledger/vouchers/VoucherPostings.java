package dev.medley.core.ledger.vouchers;

import dev.medley.core.ledger.Account;
import dev.medley.core.ledger.Commodity;
import dev.medley.core.ledger.Metering;
import dev.medley.core.ledger.Posting;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What changes of vouchers, usage and invoices mean to the books.
public final class VoucherPostings {

    /// Purpose of a programme's account from which vouchers come.
    public static final String POOL = "pool";

    /// Purpose of accounts between which subsidies are paid.
    public static final String SUBSIDY = "subsidy";

    private VoucherPostings() {}

    /// Moves between the company's accounts, each named by a state, and the programme's pool; and
    /// money from and to funders where the programme pays money.
    static Posting.Draft of(Programme programme, @Nullable Voucher before, Voucher after) {
        var draft = new Posting.Draft();
        var commodity = Commodity.vouchers(programme.id());
        var pool = new Account(Account.Holder.PROGRAMME, programme.id(), POOL);
        var was = standing(before);
        var is = standing(after);
        var states = new TreeSet<>(was.keySet());
        states.addAll(is.keySet());
        for (var state : states) {
            long more = is.getOrDefault(state, 0L) - was.getOrDefault(state, 0L);
            var account = new Account(Account.Holder.COMPANY, after.company(), state.word());
            draft.move(pool, account, commodity, more);
        }
        if (programme.unit().kind() == VoucherUnit.Kind.MONEY) {
            if (after.state() == VoucherState.PAID) {
                money(draft, programme, after, 1);
            }
            if (after.state() == VoucherState.CLAWED_BACK) {
                money(draft, programme, after, -1);
            }
        }
        return draft;
    }

    /// What a voucher is worth in which state.
    public static SortedMap<VoucherState, Long> standing(@Nullable Voucher voucher) {
        var standing = new TreeMap<VoucherState, Long>();
        if (voucher == null) {
            return standing;
        }
        switch (voucher.state()) {
            case APPLIED, REJECTED -> {}
            case CONSUMED -> {
                standing.put(VoucherState.RESERVED, voucher.open());
                standing.put(VoucherState.CONSUMED, voucher.consumed());
            }
            case GRANTED, RESERVED, SETTLED, CLAIMED, PAID ->
                    standing.put(voucher.state(), voucher.held());
            case EXPIRED, CLAWED_BACK -> standing.put(voucher.state(), voucher.lost());
        }
        return standing;
    }

    /// Funders pay their shares, rounded down; the last one pays the rest.
    private static void money(Posting.Draft draft, Programme programme, Voucher voucher, int sign) {
        var commodity = Commodity.money(programme.unit().currency());
        var company = new Account(Account.Holder.COMPANY, voucher.company(), SUBSIDY);
        var shares = new TreeMap<>(programme.funding());
        if (shares.isEmpty()) {
            shares.put(programme.issuer(), Programme.WHOLE);
        }
        long left = voucher.paid();
        for (var entry : shares.entrySet()) {
            long part =
                    entry.getKey().equals(shares.lastKey())
                            ? left
                            : Eligibility.scaled(voucher.paid(), entry.getValue());
            left -= part;
            var funder = new Account(Account.Holder.FUNDER, entry.getKey(), SUBSIDY);
            draft.move(funder, company, commodity, sign * part);
        }
    }

    /// Device time and energy of a usage line, from supplier to buyer.
    public static Posting usage(Contract contract, Contract.UsageLine line) {
        var supplier = new Account(Account.Holder.SUPPLIER, contract.supplier(), Metering.USAGE);
        var buyer = new Account(Account.Holder.COMPANY, contract.buyer(), Metering.USAGE);
        var draft = new Posting.Draft();
        var seconds = line.cardSeconds();
        if (seconds != null) {
            long deviceMs = seconds * line.devicesPerCard() * 1000;
            draft.move(supplier, buyer, Commodity.deviceTime(), deviceMs);
        }
        var joules = line.joules();
        if (joules != null) {
            draft.move(supplier, buyer, Commodity.energy(), joules);
        }
        return draft.posting("usage:" + line.id(), at(line.day()), contract.id());
    }

    /// What a buyer owes a supplier by an invoice.
    public static Posting invoice(Contract contract, Contract.Invoice invoice) {
        var supplier = new Account(Account.Holder.SUPPLIER, contract.supplier(), Metering.INVOICED);
        var buyer = new Account(Account.Holder.COMPANY, contract.buyer(), Metering.INVOICED);
        return new Posting.Draft()
                .move(buyer, supplier, Commodity.money(contract.currency()), invoice.amount())
                .posting(
                        "invoice:" + contract.id() + ":" + invoice.number(),
                        at(invoice.day()),
                        contract.id());
    }

    private static Instant at(java.time.LocalDate day) {
        return VoucherDesk.at(day);
    }
}
