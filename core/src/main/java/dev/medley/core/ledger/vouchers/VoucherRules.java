package dev.medley.core.ledger.vouchers;

import static dev.medley.core.ledger.vouchers.Eligibility.reason;

import dev.medley.core.fit.Reason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says what a voucher becomes by a command, or why it must not.
final class VoucherRules {

    private final Papers papers;
    private final SortedMap<String, String> voucherOfLine;
    private final VoucherLimits limits;

    /// @param vouchers as they stand, read anew with each command
    /// @param voucherOfLine against which voucher each usage line stands
    VoucherRules(
            Papers papers,
            SortedMap<String, Voucher> vouchers,
            SortedMap<String, String> voucherOfLine) {
        this.papers = papers;
        this.voucherOfLine = voucherOfLine;
        this.limits = new VoucherLimits(papers, vouchers);
    }

    /// What a command leads to.
    sealed interface Next {
        record Is(Voucher voucher) implements Next {}

        record Refused(List<Reason> reasons) implements Next {}
    }

    Next next(@Nullable Voucher before, VoucherCommand command) {
        if (command instanceof VoucherCommand.Apply apply) {
            return apply(before, apply);
        }
        if (before == null) {
            return refused(reason("unknown-voucher", "there is no voucher '%s'", command.id()));
        }
        var programme = papers.programme(before.programme());
        if (programme == null) {
            throw new IllegalStateException("A voucher of no programme was taken.");
        }
        return switch (command) {
            case VoucherCommand.Apply _ -> throw new IllegalStateException("applied twice");
            case VoucherCommand.Grant grant -> grant(before, programme, grant);
            case VoucherCommand.Reserve reserve -> reserve(before, programme, reserve);
            case VoucherCommand.Consume consume -> consume(before, programme, consume);
            case VoucherCommand.Settle settle -> settle(before, settle);
            case VoucherCommand.Claim claim -> claim(before, programme, claim);
            case VoucherCommand.Pay pay -> pay(before, pay);
            case VoucherCommand.Reject reject -> reject(before, reject);
            case VoucherCommand.Expire expire -> expire(before, expire);
            case VoucherCommand.ClawBack back -> clawBack(before, back);
        };
    }

    private static Next refused(Reason... reasons) {
        return new Next.Refused(List.of(reasons));
    }

    private static Next answer(List<Reason> reasons, Voucher.Draft draft) {
        return reasons.isEmpty() ? new Next.Is(draft.voucher()) : new Next.Refused(reasons);
    }

    private static @Nullable Next not(Voucher before, VoucherState... states) {
        for (var state : states) {
            if (before.state() == state) {
                return null;
            }
        }
        return refused(
                reason(
                        "wrong-state",
                        "'%s' is %s, not %s",
                        before.id(),
                        before.state().word(),
                        states[0].word()));
    }

    private Next apply(@Nullable Voucher before, VoucherCommand.Apply apply) {
        if (before != null) {
            return refused(reason("known-voucher", "'%s' was applied for", apply.id()));
        }
        var programme = papers.programme(apply.programme());
        if (programme == null) {
            return refused(
                    reason("unknown-programme", "there is no programme '%s'", apply.programme()));
        }
        var fresh =
                new Voucher(
                        apply.id(),
                        apply.programme(),
                        apply.company(),
                        apply.contract(),
                        VoucherState.APPLIED,
                        null,
                        0,
                        List.of(),
                        0,
                        0,
                        0,
                        apply.evidence(),
                        new TreeMap<>());
        var reasons = new ArrayList<Reason>();
        if (!programme.window().has(apply.on())) {
            reasons.add(
                    reason(
                            "outside-window",
                            "%s lies outside the programme (%s)",
                            apply.on(),
                            programme.window()));
        }
        if (!apply.contract().isEmpty()) {
            reasons.addAll(limits.contract(fresh, programme, apply.contract()));
        }
        return answer(reasons, fresh.draft(VoucherState.APPLIED, apply.on()));
    }

    private Next grant(Voucher before, Programme programme, VoucherCommand.Grant grant) {
        var wrong = not(before, VoucherState.APPLIED);
        if (wrong != null) {
            return wrong;
        }
        var terms = grant.terms();
        var reasons = new ArrayList<Reason>();
        if (terms.amount() <= 0 || terms.amount() > Programme.MOST) {
            reasons.add(reason("wrong-amount", "the amount must be positive and not huge"));
        }
        if (terms.until().isBefore(terms.from()) || terms.until().isBefore(grant.on())) {
            reasons.add(reason("no-time", "it ends on %s, before it begins", terms.until()));
        }
        if (programme.tiers().isEmpty() && terms.millionths() == null) {
            reasons.add(reason("unknown-share", "no share is known; the grant must state one"));
        }
        reasons.addAll(limits.caps(before, programme, terms.amount(), grant.on().getYear()));
        var draft = before.draft(VoucherState.GRANTED, grant.on());
        draft.terms = terms;
        return answer(reasons, draft);
    }

    private Next reserve(Voucher before, Programme programme, VoucherCommand.Reserve reserve) {
        var wrong = not(before, VoucherState.GRANTED);
        if (wrong != null) {
            return wrong;
        }
        var reasons = new ArrayList<Reason>();
        if (!before.contract().isEmpty() && !before.contract().equals(reserve.contract())) {
            reasons.add(
                    reason(
                            "other-contract",
                            "it was applied for '%s', not for '%s'",
                            before.contract(),
                            reserve.contract()));
        }
        reasons.addAll(limits.time(before, reserve.on()));
        reasons.addAll(limits.contract(before, programme, reserve.contract()));
        if (reserve.amount() <= 0 || reserve.amount() > before.granted()) {
            reasons.add(
                    reason(
                            "wrong-amount",
                            "%s is not within what was granted (%s)",
                            programme.unit().print(reserve.amount()),
                            programme.unit().print(before.granted())));
        }
        reasons.addAll(
                limits.value(before, programme, papers.contract(reserve.contract()), reserve));
        var draft = before.draft(VoucherState.RESERVED, reserve.on());
        draft.contract = reserve.contract();
        draft.reserved = reserve.amount();
        return answer(reasons, draft);
    }

    private Next consume(Voucher before, Programme programme, VoucherCommand.Consume consume) {
        var wrong = not(before, VoucherState.RESERVED, VoucherState.CONSUMED);
        if (wrong != null) {
            return wrong;
        }
        var contract = papers.contract(before.contract());
        if (contract == null || before.terms() == null) {
            throw new IllegalStateException("A voucher without contract was reserved.");
        }
        var reasons = new ArrayList<Reason>();
        if (consume.lines().isEmpty()) {
            reasons.add(reason("no-lines", "no usage line is named"));
        }
        var uses = new ArrayList<>(before.uses());
        var named = new TreeSet<String>();
        long left = before.open();
        for (var id : consume.lines()) {
            var line = papers.line(id);
            if (line == null || !contract.equals(papers.contractOf(id))) {
                reasons.add(reason("unknown-line", "'%s' has no line %s", contract.id(), id));
                continue;
            }
            var taken = voucherOfLine.get(id);
            if (taken != null || !named.add(id)) {
                reasons.add(
                        reason(
                                "line-claimed",
                                "line %s stands against '%s' already",
                                id,
                                taken == null ? before.id() : taken));
                continue;
            }
            reasons.addAll(limits.day(before, before.terms(), contract, line, consume.on()));
            switch (Eligibility.of(programme, before.terms().millionths(), contract, line)) {
                case Eligibility.Borne.Nothing(var why) -> reasons.add(why);
                case Eligibility.Borne.Part part -> {
                    long amount = Math.min(left, part.amount());
                    if (amount == 0) {
                        reasons.add(reason("used-up", "nothing is left for line %s", id));
                    }
                    uses.add(new Voucher.Use(id, amount));
                    left -= amount;
                }
            }
        }
        var draft = before.draft(VoucherState.CONSUMED, consume.on());
        draft.uses = uses;
        return answer(reasons, draft);
    }

    private Next settle(Voucher before, VoucherCommand.Settle settle) {
        var wrong = not(before, VoucherState.CONSUMED);
        if (wrong != null) {
            return wrong;
        }
        var reasons = new ArrayList<Reason>(limits.time(before, settle.on()));
        var seen = new TreeSet<String>();
        for (var use : before.uses()) {
            var invoice = papers.invoiceOf(use.line());
            if (invoice == null) {
                reasons.add(reason("no-invoice", "line %s is on no invoice", use.line()));
            } else if (!invoice.settledBy(settle.on())) {
                reasons.add(
                        reason(
                                "not-delivered",
                                "invoice %s with line %s has no delivery certificate by %s",
                                invoice.number(),
                                use.line(),
                                settle.on()));
            } else if (seen.add(invoice.number())) {
                reasons.addAll(limits.invoice(invoice));
            }
        }
        var draft = before.draft(VoucherState.SETTLED, settle.on());
        draft.settled = before.consumed();
        return answer(reasons, draft);
    }

    private Next claim(Voucher before, Programme programme, VoucherCommand.Claim claim) {
        var wrong = not(before, VoucherState.SETTLED);
        if (wrong != null) {
            return wrong;
        }
        var draft = before.draft(VoucherState.CLAIMED, claim.on());
        var evidence = new TreeMap<>(before.evidence());
        evidence.putAll(claim.evidence());
        draft.evidence = evidence;
        draft.claimed = before.settled();
        var after = draft.voucher();
        var reasons = new ArrayList<Reason>(limits.time(before, claim.on()));
        for (var kind : Evidence.missing(papers, after, programme)) {
            reasons.add(reason("no-evidence", "the %s is missing", kind));
        }
        var contract = papers.contract(before.contract());
        if (programme.conditions().independentSupplier()
                && contract != null
                && contract.affiliated() == null) {
            reasons.add(
                    reason(
                            "affiliation-unknown",
                            "nobody says whether %s is affiliated with %s",
                            contract.supplier(),
                            contract.buyer()));
        }
        reasons.addAll(limits.once(before));
        return answer(reasons, draft);
    }

    private static Next pay(Voucher before, VoucherCommand.Pay pay) {
        var wrong = not(before, VoucherState.CLAIMED);
        if (wrong != null) {
            return wrong;
        }
        var stated = pay.amount();
        long amount = stated == null ? before.claimed() : stated;
        var draft = before.draft(VoucherState.PAID, pay.on());
        draft.paid = amount;
        return amount > 0 && amount <= before.claimed()
                ? answer(List.of(), draft)
                : refused(reason("wrong-amount", "it is not within what was claimed"));
    }

    private static Next reject(Voucher before, VoucherCommand.Reject reject) {
        var wrong = not(before, VoucherState.APPLIED, VoucherState.CLAIMED);
        return wrong != null
                ? wrong
                : answer(List.of(), before.draft(VoucherState.REJECTED, reject.on()));
    }

    private static Next expire(Voucher before, VoucherCommand.Expire expire) {
        var last = before.lastDay();
        if (last == null) {
            return refused(reason("wrong-state", "'%s' does not expire as it stands", before.id()));
        }
        return expire.on().isAfter(last)
                ? answer(List.of(), before.draft(VoucherState.EXPIRED, expire.on()))
                : refused(reason("not-yet", "'%s' holds until %s", before.id(), last));
    }

    private static Next clawBack(Voucher before, VoucherCommand.ClawBack back) {
        var wrong = not(before, VoucherState.PAID);
        return wrong != null
                ? wrong
                : answer(List.of(), before.draft(VoucherState.CLAWED_BACK, back.on()));
    }
}
