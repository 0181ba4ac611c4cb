package dev.medley.core.ledger.vouchers;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What could be claimed on a day, and what each voucher still lacks.
///
/// Vouchers are asked in the order in which they expire, then by id, so that what would be lost
/// first is used first. Each is given the lines of its contract that are invoiced and delivered and
/// that no other has; then it is settled and claimed as if that were done today, on a desk of its
/// own, so that the same rules decide.
public final class Claims {

    /// Soonest to expire first; what never does comes last.
    public static final Comparator<Voucher> SOONEST =
            Comparator.comparing(Claims::lastUse).thenComparing(Voucher::id);

    private Claims() {}

    private static LocalDate lastUse(Voucher voucher) {
        return voucher.terms() == null ? LocalDate.MAX : voucher.terms().until();
    }

    /// What is asked for one voucher.
    ///
    /// @param voucher as it would be claimed, or as it is where it cannot be
    /// @param lines with what is asked for each
    /// @param evidence references of papers by kind
    /// @param missing kinds of papers that it lacks
    /// @param waiting lines without invoice and delivery certificate
    /// @param obstacles why it cannot be claimed today; empty when it can
    /// @param openUntil last day of the contract, where it still runs and this ends its one claim
    public record Claim(
            Voucher voucher,
            List<Line> lines,
            SortedMap<String, String> evidence,
            List<String> missing,
            List<String> waiting,
            List<Reason> obstacles,
            @Nullable LocalDate openUntil) {
        public Claim {
            lines = List.copyOf(lines);
            missing = List.copyOf(missing);
            waiting = List.copyOf(waiting);
            obstacles = List.copyOf(obstacles);
        }

        public boolean ready() {
            return obstacles.isEmpty();
        }

        public long amount() {
            long sum = 0;
            for (var line : lines) {
                sum += line.claimed();
            }
            return sum;
        }
    }

    /// A line of a claim.
    ///
    /// @param millionths share of the programme
    /// @param claimed in the programme's smallest units
    public record Line(
            Contract.UsageLine usage,
            Contract.@Nullable Invoice invoice,
            long millionths,
            long claimed) {}

    /// One claim for every voucher that is bound to a contract and not yet claimed.
    public static List<Claim> on(LocalDate date, VoucherInputs inputs) {
        var desk = VoucherHistory.until(date, inputs).desk();
        var claims = new ArrayList<Claim>();
        for (var voucher : desk.vouchers().values().stream().sorted(SOONEST).toList()) {
            switch (voucher.state()) {
                case RESERVED, CONSUMED, SETTLED -> claims.add(claim(desk, voucher, date));
                case APPLIED, GRANTED, CLAIMED, PAID, REJECTED, EXPIRED, CLAWED_BACK -> {}
            }
        }
        return List.copyOf(claims);
    }

    private static Claim claim(VoucherDesk desk, Voucher voucher, LocalDate date) {
        var waiting = new ArrayList<String>();
        var id = voucher.id();
        var obstacles = new ArrayList<Reason>();
        if (voucher.state() != VoucherState.SETTLED) {
            var lines = new ArrayList<String>();
            for (var line : open(desk, voucher, date)) {
                var invoice = desk.papers().invoiceOf(line.id());
                if (invoice != null && invoice.settledBy(date)) {
                    lines.add(line.id());
                } else {
                    waiting.add(line.id());
                }
            }
            if (!lines.isEmpty()) {
                obstacles.addAll(refusals(desk, new VoucherCommand.Consume(id, date, lines)));
            }
            for (var use : voucher.uses()) {
                var invoice = desk.papers().invoiceOf(use.line());
                if (invoice == null || !invoice.settledBy(date)) {
                    waiting.add(use.line());
                }
            }
            if (obstacles.isEmpty() && now(desk, id).uses().isEmpty()) {
                obstacles.add(new Reason("nothing-used", "no invoiced and delivered line is open"));
            } else if (obstacles.isEmpty()) {
                obstacles.addAll(refusals(desk, new VoucherCommand.Settle(id, date)));
            }
        }
        var missing = Evidence.missing(desk.papers(), now(desk, id), programme(desk, voucher));
        if (obstacles.isEmpty()) {
            obstacles.addAll(refusals(desk, new VoucherCommand.Claim(id, date, new TreeMap<>())));
        }
        var after = now(desk, id);
        var contract = desk.papers().contract(voucher.contract());
        return new Claim(
                after,
                lines(desk, after),
                Evidence.of(desk.papers(), after),
                missing,
                waiting,
                obstacles,
                contract != null && contract.last().isAfter(date) ? contract.last() : null);
    }

    private static Voucher now(VoucherDesk desk, String id) {
        var voucher = desk.vouchers().get(id);
        if (voucher == null) {
            throw new IllegalStateException("The voucher '" + id + "' is gone.");
        }
        return voucher;
    }

    private static Programme programme(VoucherDesk desk, Voucher voucher) {
        var programme = desk.papers().programme(voucher.programme());
        if (programme == null) {
            throw new IllegalStateException("A voucher of no programme was taken.");
        }
        return programme;
    }

    private static List<Reason> refusals(VoucherDesk desk, VoucherCommand command) {
        return switch (desk.handle(command)) {
            case VoucherDesk.Answer.Done _ -> List.of();
            case VoucherDesk.Answer.Refused(var reasons) -> reasons;
        };
    }

    /// Lines of the voucher's contract until a day that no voucher has and that it would bear, by
    /// day, then id, as far as what is left of it reaches.
    static List<Contract.UsageLine> open(VoucherDesk desk, Voucher voucher, LocalDate date) {
        var contract = desk.papers().contract(voucher.contract());
        var terms = voucher.terms();
        if (contract == null || terms == null) {
            return List.of();
        }
        var open = new ArrayList<Contract.UsageLine>();
        long left = voucher.open();
        for (var line : byDay(contract)) {
            boolean within =
                    !line.day().isAfter(date)
                            && !line.day().isBefore(terms.from())
                            && !line.day().isAfter(terms.until())
                            && !line.day().isBefore(contract.first())
                            && !line.day().isAfter(contract.last())
                            && !desk.voucherOfLine().containsKey(line.id());
            var borne =
                    Eligibility.of(programme(desk, voucher), terms.millionths(), contract, line);
            if (left > 0
                    && within
                    && borne instanceof Eligibility.Borne.Part part
                    && part.amount() > 0) {
                open.add(line);
                left -= Math.min(left, part.amount());
            }
        }
        return open;
    }

    /// What a voucher would bear of lines that are used and that no voucher has.
    public static long pending(VoucherDesk desk, Voucher voucher, LocalDate date) {
        var contract = desk.papers().contract(voucher.contract());
        var terms = voucher.terms();
        long sum = 0;
        if (contract != null && terms != null) {
            for (var line : open(desk, voucher, date)) {
                var borne =
                        Eligibility.of(
                                programme(desk, voucher), terms.millionths(), contract, line);
                sum += borne instanceof Eligibility.Borne.Part part ? part.amount() : 0;
            }
        }
        return Math.min(sum, voucher.open());
    }

    private static List<Contract.UsageLine> byDay(Contract contract) {
        return contract.usage().stream()
                .sorted(
                        Comparator.comparing(Contract.UsageLine::day)
                                .thenComparing(Contract.UsageLine::id))
                .toList();
    }

    /// The lines that stand against a voucher.
    public static List<Line> lines(VoucherDesk desk, Voucher voucher) {
        var contract = desk.papers().contract(voucher.contract());
        var terms = voucher.terms();
        var lines = new ArrayList<Line>();
        for (var use : voucher.uses()) {
            var line = desk.papers().line(use.line());
            if (line == null || contract == null || terms == null) {
                throw new IllegalStateException("A line of no contract was taken.");
            }
            var borne =
                    Eligibility.of(programme(desk, voucher), terms.millionths(), contract, line);
            long share = borne instanceof Eligibility.Borne.Part part ? part.millionths() : 0;
            lines.add(new Line(line, desk.papers().invoiceOf(line.id()), share, use.amount()));
        }
        return lines;
    }
}
