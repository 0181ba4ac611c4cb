package dev.medley.core.ledger.vouchers;

import dev.medley.core.ledger.Account;
import dev.medley.core.ledger.Books;
import dev.medley.core.ledger.Commodity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds vouchers against everything that must be true of them, from papers, vouchers and books
/// alone: it trusts nothing that [VoucherRules] has found out.
public final class VoucherInvariants {

    private final Papers papers;
    private final List<Voucher> vouchers;
    private final Books books;
    private final List<Violation> violations = new ArrayList<>();

    /// What is not as it must be.
    ///
    /// @param invariant stable word: `line-once`
    public record Violation(String invariant, String text) {}

    private VoucherInvariants(Papers papers, Collection<Voucher> vouchers, Books books) {
        this.papers = papers;
        this.vouchers = List.copyOf(vouchers);
        this.books = books;
    }

    /// Everything that is wrong; empty when all is right.
    public static List<Violation> violations(
            Papers papers, Collection<Voucher> vouchers, Books books) {
        var check = new VoucherInvariants(papers, vouchers, books);
        for (var voucher : vouchers) {
            check.steps(voucher);
            check.share(voucher);
            check.contract(voucher);
            check.evidence(voucher);
        }
        check.caps();
        check.pairs();
        check.balances();
        return List.copyOf(check.violations);
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation is no dependency of the core.
    private void hold(boolean holds, String invariant, String text, Object... figures) {
        if (!holds) {
            violations.add(new Violation(invariant, text.formatted(figures)));
        }
    }

    /// Each state passes on at most what the one before had.
    private void steps(Voucher voucher) {
        hold(
                voucher.reserved() <= voucher.granted()
                        && voucher.consumed() <= voucher.reserved()
                        && voucher.settled() <= voucher.consumed()
                        && voucher.claimed() <= voucher.settled()
                        && voucher.paid() <= voucher.claimed()
                        && voucher.paid() >= 0,
                "steps",
                "%s passes on more than it had",
                voucher.id());
    }

    /// What is paid is at most the share of invoiced, delivered and eligible lines.
    private void share(Voucher voucher) {
        var programme = papers.programme(voucher.programme());
        var contract = papers.contract(voucher.contract());
        var settled = voucher.days().get(VoucherState.SETTLED);
        if (programme == null || contract == null || voucher.terms() == null) {
            hold(voucher.paid() == 0, "share", "%s was paid for nothing", voucher.id());
            return;
        }
        long most = 0;
        for (var use : voucher.uses()) {
            var line = papers.line(use.line());
            var invoice = papers.invoiceOf(use.line());
            boolean counts = line != null && contract.equals(papers.contractOf(use.line()));
            if (line != null && counts) {
                var terms = voucher.terms();
                var borne = Eligibility.of(programme, terms.millionths(), contract, line);
                long part = borne instanceof Eligibility.Borne.Part p ? p.amount() : 0;
                hold(
                        use.amount() <= part,
                        "share",
                        "%s bears %d of line %s, which is more than its share (%d)",
                        voucher.id(),
                        use.amount(),
                        use.line(),
                        part);
                hold(
                        !line.day().isBefore(terms.from()) && !line.day().isAfter(terms.until()),
                        "grant-days",
                        "line %s lies outside the days of %s",
                        use.line(),
                        voucher.id());
                most += invoice != null && settled != null && invoice.settledBy(settled) ? part : 0;
            }
            hold(counts, "share", "line %s is not of %s", use.line(), voucher.contract());
        }
        hold(
                voucher.settled() <= most && voucher.claimed() <= most && voucher.paid() <= most,
                "share",
                "%s takes more than the share of its invoiced lines (%d)",
                voucher.id(),
                most);
    }

    private void contract(Voucher voucher) {
        var programme = papers.programme(voucher.programme());
        var contract = papers.contract(voucher.contract());
        if (programme == null || contract == null) {
            return;
        }
        for (var reason : Eligibility.refusals(programme, contract)) {
            hold(false, reason.code(), "%s: %s", voucher.id(), reason.text());
        }
        hold(
                contract.buyer().equals(voucher.company()),
                "other-buyer",
                "%s is not for a contract of %s",
                voucher.id(),
                voucher.company());
        var cap = programme.contractCap();
        hold(
                cap == null || voucher.reserved() <= cap,
                "contract-cap",
                "%s holds more than one contract may",
                voucher.id());
    }

    private void evidence(Voucher voucher) {
        boolean claimed =
                switch (voucher.state()) {
                    case CLAIMED, PAID, CLAWED_BACK -> true;
                    case APPLIED, GRANTED, RESERVED, CONSUMED, SETTLED, REJECTED, EXPIRED -> false;
                };
        if (!claimed) {
            return;
        }
        var programme = papers.programme(voucher.programme());
        var contract = papers.contract(voucher.contract());
        var missing = Evidence.missing(papers, voucher, programme);
        hold(missing.isEmpty(), "evidence", "%s was claimed without %s", voucher.id(), missing);
        hold(
                programme == null
                        || contract == null
                        || !programme.conditions().independentSupplier()
                        || Boolean.FALSE.equals(contract.affiliated()),
                "affiliation-unknown",
                "%s was claimed though nobody says who owns the supplier",
                voucher.id());
    }

    private void caps() {
        var companies = new TreeMap<String, Long>();
        var pools = new TreeMap<String, Long>();
        for (var voucher : vouchers) {
            var programme = papers.programme(voucher.programme());
            if (programme == null) {
                hold(false, "programme", "%s has no programme", voucher.id());
                continue;
            }
            var inYear = programme.id() + " in " + voucher.year();
            cap(companies, inYear + " for " + voucher.company(), voucher, programme.companyCap());
            var pool = programme.poolCap();
            if (pool != null) {
                cap(pools, pool.yearly() ? inYear : programme.id(), voucher, pool.amount());
            }
        }
    }

    private void cap(Map<String, Long> sums, String what, Voucher voucher, @Nullable Long most) {
        long sum = sums.merge(what, voucher.held(), Long::sum);
        if (most != null) {
            hold(sum <= most, "cap", "%s holds %d of at most %d", what, sum, most);
        }
    }

    /// What no two vouchers may share.
    private void pairs() {
        var lines = new TreeMap<String, String>();
        for (int i = 0; i < vouchers.size(); i++) {
            var one = vouchers.get(i);
            if (!one.state().isAlive()) {
                continue;
            }
            for (var use : one.uses()) {
                var other = lines.put(use.line(), one.id());
                hold(other == null, "line-once", "%s and %s use %s", other, one.id(), use.line());
            }
            for (int j = i + 1; j < vouchers.size() && !one.contract().isEmpty(); j++) {
                var two = vouchers.get(j);
                if (two.state().isAlive() && two.contract().equals(one.contract())) {
                    boolean same = one.programme().equals(two.programme());
                    hold(!same, "one-a-contract", "%s and %s claim once more", one.id(), two.id());
                    hold(same || together(one, two), "stacking", "%s on %s", two.id(), one.id());
                }
            }
        }
    }

    private boolean together(Voucher one, Voucher two) {
        var first = papers.programme(one.programme());
        var second = papers.programme(two.programme());
        return first != null
                && second != null
                && first.stacking().bears(second.id())
                && second.stacking().bears(first.id());
    }

    /// The books balance, and say the same as the vouchers.
    private void balances() {
        books.trialBalance()
                .forEach(
                        (commodity, sum) ->
                                hold(sum == 0, "balance", "%s sums to %d", commodity, sum));
        var expected = new TreeMap<Account, SortedMap<Commodity, Long>>();
        for (var voucher : vouchers) {
            var commodity = Commodity.vouchers(voucher.programme());
            money(expected, voucher);
            VoucherPostings.standing(voucher)
                    .forEach(
                            (state, amount) ->
                                    expected.computeIfAbsent(
                                                    new Account(
                                                            Account.Holder.COMPANY,
                                                            voucher.company(),
                                                            state.word()),
                                                    _ -> new TreeMap<>())
                                            .merge(commodity, amount, Long::sum));
        }
        books.balances()
                .forEach(
                        (account, balances) ->
                                balances.forEach(
                                        (commodity, balance) ->
                                                compare(expected, account, commodity, balance)));
        expected.forEach(
                (account, sums) ->
                        sums.forEach(
                                (commodity, sum) ->
                                        hold(
                                                books.balance(account, commodity) == sum,
                                                "books",
                                                "%s should hold %d of %s",
                                                account,
                                                sum,
                                                commodity)));
    }

    private void money(Map<Account, SortedMap<Commodity, Long>> expected, Voucher voucher) {
        var programme = papers.programme(voucher.programme());
        if (programme != null && programme.unit().kind() == VoucherUnit.Kind.MONEY) {
            var account =
                    new Account(Account.Holder.COMPANY, voucher.company(), VoucherPostings.SUBSIDY);
            boolean paid = voucher.state() == VoucherState.PAID;
            expected.computeIfAbsent(account, _ -> new TreeMap<>())
                    .merge(
                            Commodity.money(programme.unit().currency()),
                            paid ? voucher.paid() : 0,
                            Long::sum);
        }
    }

    private void compare(
            Map<Account, SortedMap<Commodity, Long>> expected,
            Account account,
            Commodity commodity,
            long balance) {
        if (account.holder() == Account.Holder.COMPANY
                && commodity.kind() == Commodity.Kind.VOUCHERS) {
            var of = expected.getOrDefault(account, new TreeMap<>());
            hold(
                    of.getOrDefault(commodity, 0L) == balance,
                    "books",
                    "%s holds %d of %s, more than its vouchers",
                    account,
                    balance,
                    commodity);
        }
    }
}
