package dev.medley.core.ledger.vouchers;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A voucher as it stands. Amounts are in the smallest units of its programme, and those of states
/// it has not reached are 0.
///
/// @param id unique
/// @param contract it is for, or "" while that is open
/// @param terms what was granted, or null before
/// @param uses usage lines that stand against it, each with what of it the voucher bears
/// @param evidence references of papers by kind
/// @param days when it reached each state
public record Voucher(
        String id,
        String programme,
        String company,
        String contract,
        VoucherState state,
        @Nullable Terms terms,
        long reserved,
        List<Use> uses,
        long settled,
        long claimed,
        long paid,
        SortedMap<String, String> evidence,
        SortedMap<VoucherState, LocalDate> days) {

    /// What was granted.
    ///
    /// @param until last day of use
    /// @param claimUntil last day of a claim, or null without limit
    /// @param millionths share of cost that it pays at most, or null where the programme's tiers
    ///   say
    public record Terms(
            long amount,
            LocalDate from,
            LocalDate until,
            @Nullable LocalDate claimUntil,
            @Nullable Long millionths) {}

    /// A usage line, and what of it the voucher bears.
    public record Use(String line, long amount) {}

    public Voucher {
        uses = List.copyOf(uses);
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    public long granted() {
        return terms == null ? 0 : terms.amount();
    }

    public long consumed() {
        long sum = 0;
        for (var use : uses) {
            sum += use.amount();
        }
        return sum;
    }

    /// What of the programme it holds: this counts against caps.
    public long held() {
        return switch (state) {
            case APPLIED, REJECTED, EXPIRED, CLAWED_BACK -> 0;
            case GRANTED -> granted();
            case RESERVED, CONSUMED -> reserved;
            case SETTLED -> settled;
            case CLAIMED -> claimed;
            case PAID -> paid;
        };
    }

    /// What was lost or had to be given back.
    public long lost() {
        return switch (state) {
            case EXPIRED ->
                    days.containsKey(VoucherState.SETTLED)
                            ? settled
                            : days.containsKey(VoucherState.RESERVED) ? reserved : granted();
            case CLAWED_BACK -> paid;
            case APPLIED, GRANTED, RESERVED, CONSUMED, SETTLED, CLAIMED, PAID, REJECTED -> 0;
        };
    }

    /// What can still be used up.
    public long open() {
        return switch (state) {
            case GRANTED -> granted();
            case RESERVED, CONSUMED -> reserved - consumed();
            case APPLIED, SETTLED, CLAIMED, PAID, REJECTED, EXPIRED, CLAWED_BACK -> 0;
        };
    }

    /// The calendar year whose caps it counts against: that of its grant.
    public int year() {
        var day = days.get(VoucherState.GRANTED);
        return day == null ? 0 : day.getYear();
    }

    /// The day after which it expires as it stands, or null when it does not.
    public @Nullable LocalDate lastDay() {
        if (terms == null) {
            return null;
        }
        return switch (state) {
            case GRANTED, RESERVED -> terms.until();
            case CONSUMED, SETTLED -> terms.claimUntil();
            case APPLIED, CLAIMED, PAID, REJECTED, EXPIRED, CLAWED_BACK -> null;
        };
    }

    /// The same one state on.
    Draft draft(VoucherState next, LocalDate on) {
        return new Draft(this, next, on);
    }

    /// A voucher in the making.
    static final class Draft {
        private final Voucher before;
        private final VoucherState state;
        private final TreeMap<VoucherState, LocalDate> days;
        String contract;
        @Nullable Terms terms;
        long reserved;
        List<Use> uses;
        long settled;
        long claimed;
        long paid;
        SortedMap<String, String> evidence;

        private Draft(Voucher before, VoucherState state, LocalDate on) {
            this.before = before;
            this.state = state;
            days = new TreeMap<>(before.days);
            days.put(state, on);
            contract = before.contract;
            terms = before.terms;
            reserved = before.reserved;
            uses = before.uses;
            settled = before.settled;
            claimed = before.claimed;
            paid = before.paid;
            evidence = before.evidence;
        }

        Voucher voucher() {
            return new Voucher(
                    before.id,
                    before.programme,
                    before.company,
                    contract,
                    state,
                    terms,
                    reserved,
                    uses,
                    settled,
                    claimed,
                    paid,
                    evidence,
                    days);
        }
    }
}
