package dev.medley.core.ledger.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.ledger.Account;
import dev.medley.core.ledger.Commodity;
import dev.medley.core.ledger.Posting;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Breaks each invariant on purpose: a check that cannot fail proves nothing.
class VoucherInvariantsTest {

    private final Bureau.ProgrammeDraft hz = Bureau.programme("hz");
    private final Bureau.ProgrammeDraft zj = Bureau.programme("zj");
    private final Bureau.ContractDraft one =
            Bureau.contract("one")
                    .line("l1", "2026-03-01", "CN", 300_000)
                    .invoiced("i1", "2026-07-01");
    private final Bureau.ContractDraft two =
            Bureau.contract("two")
                    .line("l2", "2026-03-01", "US", 300_000)
                    .invoiced("i2", "2026-07-01");

    private VoucherDesk desk() {
        var desk = new VoucherDesk(papers());
        var commands = new ArrayList<VoucherCommand>();
        var first = Bureau.life("v", "hz", "one", 90_000, "l1");
        var second = Bureau.life("w", "zj", "two", 60_000, "l2");
        for (int i = 0; i < first.size(); i++) {
            commands.add(first.get(i));
            commands.add(second.get(i));
        }
        for (var command : commands) {
            assertThat(desk.handle(command)).isInstanceOf(VoucherDesk.Answer.Done.class);
        }
        return desk;
    }

    private Papers papers() {
        return new Papers(List.of(hz.build(), zj.build()), List.of(one.build(), two.build()));
    }

    /// What the check says of a right desk after its papers were made wrong.
    private List<String> afterwards(Runnable wrong) {
        var desk = desk();
        wrong.run();
        return said(papers(), desk.vouchers().values().stream().toList(), desk);
    }

    private static List<String> said(Papers papers, List<Voucher> vouchers, VoucherDesk desk) {
        return VoucherInvariants.violations(papers, vouchers, desk.books()).stream()
                .map(VoucherInvariants.Violation::invariant)
                .distinct()
                .toList();
    }

    /// The same after the first voucher was made wrong.
    private List<String> with(Consumer<Voucher.Draft> wrong) {
        var desk = desk();
        var vouchers = new ArrayList<>(desk.vouchers().values());
        var draft = vouchers.getFirst().draft(VoucherState.PAID, Bureau.day("2026-08-20"));
        wrong.accept(draft);
        vouchers.set(0, draft.voucher());
        return said(desk.papers(), vouchers, desk);
    }

    @Test
    void findsNothingWhereAllIsRight() {
        assertThat(afterwards(() -> {})).isEmpty();
        assertThat(with(_ -> {})).isEmpty();
    }

    @Test
    void seesMorePaidThanTheShareOfTheInvoice() {
        assertThat(with(v -> v.uses = List.of(new Voucher.Use("l1", 90_001)))).contains("share");
        assertThat(
                        afterwards(
                                () -> {
                                    one.usage.clear();
                                    one.invoices.clear();
                                    one.line("l1", "2026-03-01", "US", 300_000);
                                    one.invoiced("i1", "2026-07-01");
                                }))
                .as("the tier of another origin")
                .containsExactly("share");
        assertThat(afterwards(one.invoices::clear)).contains("share", "evidence");
    }

    @Test
    void seesStepsThatPassOnTooMuch() {
        assertThat(with(v -> v.paid = 90_001)).contains("steps");
        assertThat(with(v -> v.claimed = 90_001)).contains("steps");
        assertThat(with(v -> v.reserved = 89_999)).contains("steps");
    }

    @Test
    void seesBrokenCaps() {
        assertThat(afterwards(() -> hz.company = 89_999L)).containsExactly("cap");
        hz.company = null;
        assertThat(afterwards(() -> hz.pool = new Programme.Cap(89_999, true)))
                .containsExactly("cap");
        hz.pool = null;
        assertThat(afterwards(() -> hz.contract = 89_999L)).containsExactly("contract-cap");
    }

    @Test
    void seesALineUsedTwice() {
        assertThat(
                        with(
                                v -> {
                                    v.contract = "two";
                                    v.uses = List.of(new Voucher.Use("l2", 60_000));
                                }))
                .contains("line-once", "stacking");
    }

    @Test
    void seesASecondClaimForAContract() {
        var desk = desk();
        var vouchers = new ArrayList<>(desk.vouchers().values());
        var first = vouchers.getFirst();
        vouchers.add(
                new Voucher(
                        "x",
                        first.programme(),
                        first.company(),
                        first.contract(),
                        VoucherState.APPLIED,
                        null,
                        0,
                        List.of(),
                        0,
                        0,
                        0,
                        new TreeMap<>(),
                        new TreeMap<>()));
        assertThat(said(desk.papers(), vouchers, desk)).containsExactly("one-a-contract");
    }

    @Test
    void seesContractsThatTheProgrammeDoesNotTake() {
        assertThat(afterwards(() -> one.signed = Bureau.day("2025-12-31")))
                .containsExactly("signed-outside-window");
        one.signed = Bureau.day("2026-01-10");
        assertThat(
                        afterwards(
                                () -> {
                                    one.first = Bureau.day("2025-12-31");
                                    one.last = Bureau.day("2026-12-30");
                                }))
                .containsExactly("term-outside-window");
        one.first = Bureau.day("2026-02-01");
        assertThat(afterwards(() -> hz.conditions = new Programme.Conditions(30, true, List.of())))
                .containsExactly("term-too-long");
        hz.conditions = new Programme.Conditions(366, true, List.of());
        assertThat(afterwards(() -> one.affiliated = true))
                .containsExactly("affiliated-supplier", "affiliation-unknown");
        one.affiliated = false;
        assertThat(afterwards(() -> one.buyer = "south")).containsExactly("other-buyer");
    }

    @Test
    void seesClaimsWithoutPapersOrKnownOwner() {
        assertThat(afterwards(() -> one.evidence.clear())).containsExactly("evidence");
        one.evidence.put("contract", "scan");
        assertThat(afterwards(() -> one.affiliated = null)).containsExactly("affiliation-unknown");
    }

    @Test
    void seesUseOutsideTheDaysOfTheGrant() {
        assertThat(
                        with(
                                v ->
                                        v.terms =
                                                new Voucher.Terms(
                                                        90_000,
                                                        Bureau.day("2026-04-01"),
                                                        Bureau.day("2026-12-31"),
                                                        null,
                                                        null)))
                .containsExactly("grant-days");
    }

    @Test
    void seesBooksThatSayOtherwise() {
        var desk = desk();
        var north = new Account(Account.Holder.COMPANY, "north", VoucherState.PAID.word());
        var pool = new Account(Account.Holder.PROGRAMME, "hz", VoucherPostings.POOL);
        desk.post(
                new Posting.Draft()
                        .move(pool, north, Commodity.vouchers("hz"), 1)
                        .posting("slip", VoucherDesk.at(Bureau.day("2026-12-01")), ""));
        assertThat(said(desk.papers(), List.copyOf(desk.vouchers().values()), desk))
                .containsExactly("books");
        assertThat(said(desk.papers(), List.of(), desk())).contains("books");
    }
}
