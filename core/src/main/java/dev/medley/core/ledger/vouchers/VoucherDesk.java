package dev.medley.core.ledger.vouchers;

import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.Books;
import dev.medley.core.ledger.Posting;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes commands on vouchers in the order of their days, or refuses them with reasons.
///
/// GOALS. No voucher pays more than its programme, its grant and the invoices allow; every change
/// stands in the books; a refused command changes nothing.
///
/// CONSTRAINTS, as [VoucherInvariants] checks them from outside: what is paid is at most the tier's
/// share of invoiced lines; caps of pool, company and contract hold; one claim a contract and
/// programme; a usage line stands against one voucher over all programmes; signature and term lie
/// in the window; no affiliated supplier; papers before a claim; no stacking that both programmes
/// do not bear.
///
/// ALGORITHM. [VoucherRules] answers each command with the voucher as it would be, or with reasons;
/// the difference of both goes into the books, and then the voucher is replaced.
///
/// Worked example: granted 200,000; reserved 180,000 for a contract (20,000 go back); lines worth
/// 600,000 at 30 % are consumed (180,000); settled, claimed and paid in full: the company's account
/// `paid` holds 180,000, the programme's `pool` -180,000, and money moved from funder to company.
public final class VoucherDesk {

    private final Papers papers;
    private final Books books = new Books();
    private final TreeMap<String, Voucher> vouchers = new TreeMap<>();
    private final TreeMap<String, String> voucherOfLine = new TreeMap<>();
    private final VoucherRules rules;
    private LocalDate today = LocalDate.MIN;
    private long number;

    public VoucherDesk(Papers papers) {
        this.papers = papers;
        this.rules = new VoucherRules(papers, vouchers, voucherOfLine);
    }

    /// What became of a command.
    public sealed interface Answer {
        record Done(Voucher voucher) implements Answer {}

        /// Nothing changed.
        ///
        /// @param reasons never empty
        record Refused(List<Reason> reasons) implements Answer {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// Takes a command, or says why not and changes nothing.
    public Answer handle(VoucherCommand command) {
        if (command.on().isBefore(today)) {
            return new Answer.Refused(
                    List.of(
                            Eligibility.reason(
                                    "out-of-order",
                                    "%s lies before %s, which is in the books",
                                    command.on(),
                                    today)));
        }
        var before = vouchers.get(command.id());
        return switch (rules.next(before, command)) {
            case VoucherRules.Next.Refused(var reasons) -> new Answer.Refused(reasons);
            case VoucherRules.Next.Is(var after) -> enter(before, after, command.on());
        };
    }

    private Answer enter(@Nullable Voucher before, Voucher after, LocalDate on) {
        var programme = papers.programme(after.programme());
        if (programme == null) {
            throw new IllegalStateException("A voucher of no programme passed the rules.");
        }
        var draft = VoucherPostings.of(programme, before, after);
        if (!draft.isEmpty()) {
            var id = "voucher:%s:%s:%d".formatted(after.id(), after.state().word(), number);
            var memo = "%s is %s".formatted(after.id(), after.state().word());
            switch (books.post(draft.posting(id, at(on), memo))) {
                case Books.Answer.Refused(var reasons) -> {
                    return new Answer.Refused(reasons);
                }
                case Books.Answer.Posted _ -> number++;
            }
        }
        today = on;
        vouchers.put(after.id(), after);
        if (after.state().isAlive()) {
            after.uses().forEach(use -> voucherOfLine.put(use.line(), after.id()));
        } else {
            after.uses().forEach(use -> voucherOfLine.remove(use.line()));
        }
        return new Answer.Done(after);
    }

    /// Writes what is no voucher's: usage and invoices.
    public Books.Answer post(Posting posting) {
        return books.post(posting);
    }

    static java.time.Instant at(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    public Papers papers() {
        return papers;
    }

    public Books books() {
        return books;
    }

    /// By id.
    public SortedMap<String, Voucher> vouchers() {
        return Collections.unmodifiableSortedMap(vouchers);
    }

    /// Which voucher a usage line stands against, by line.
    public SortedMap<String, String> voucherOfLine() {
        return Collections.unmodifiableSortedMap(voucherOfLine);
    }
}
