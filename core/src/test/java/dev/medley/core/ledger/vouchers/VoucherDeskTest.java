package dev.medley.core.ledger.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.Account;
import dev.medley.core.ledger.Commodity;
import dev.medley.core.ledger.vouchers.Programme.Item;
import dev.medley.core.ledger.vouchers.Programme.Origin;
import dev.medley.core.ledger.vouchers.Programme.Tier;

import org.junit.jupiter.api.Test;

import java.util.List;

class VoucherDeskTest {

    private static VoucherDesk desk(List<Programme> programmes, List<Contract> contracts) {
        return new VoucherDesk(new Papers(programmes, contracts));
    }

    private static VoucherDesk desk(Bureau.ContractDraft... contracts) {
        return desk(
                List.of(Bureau.programme("hz").build()),
                List.of(contracts).stream().map(Bureau.ContractDraft::build).toList());
    }

    private static void all(VoucherDesk desk, List<VoucherCommand> commands) {
        for (var command : commands) {
            assertThat(codes(desk.handle(command))).as("%s", command).isEmpty();
        }
    }

    private static List<String> codes(VoucherDesk.Answer answer) {
        return switch (answer) {
            case VoucherDesk.Answer.Done _ -> List.of();
            case VoucherDesk.Answer.Refused(var reasons) ->
                    reasons.stream().map(Reason::code).toList();
        };
    }

    private static long balance(VoucherDesk desk, VoucherState state, String programme) {
        var account = new Account(Account.Holder.COMPANY, "north", state.word());
        return desk.books().balance(account, Commodity.vouchers(programme));
    }

    @Test
    void paysThirtyPercentOfDomesticAndTwentyOfForeignChips() {
        var desk =
                desk(
                        Bureau.contract("c")
                                .line("l1", "2026-03-01", "CN", 300_000)
                                .line("l2", "2026-03-02", "US", 300_000)
                                .line("l3", "2026-03-03", "", 300_000)
                                .invoiced("i", "2026-07-01"));
        all(desk, Bureau.life("v", "hz", "c", 1_000_000, "l1", "l2", "l3"));
        assertThat(balance(desk, VoucherState.PAID, "hz")).isEqualTo(90_000 + 60_000 + 60_000);
        assertThat(balance(desk, VoucherState.RESERVED, "hz")).isZero();
        var company = new Account(Account.Holder.COMPANY, "north", VoucherPostings.SUBSIDY);
        assertThat(desk.books().balance(company, Commodity.money("CNY"))).isEqualTo(210_000);
        assertThat(
                        VoucherInvariants.violations(
                                desk.papers(), desk.vouchers().values(), desk.books()))
                .isEmpty();
    }

    @Test
    void takesMoneyBackWhenClawedBack() {
        var desk =
                desk(
                        Bureau.contract("c")
                                .line("l1", "2026-03-01", "CN", 300_000)
                                .invoiced("i", "2026-07-01"));
        all(desk, Bureau.life("v", "hz", "c", 90_000, "l1"));
        all(desk, List.of(new VoucherCommand.ClawBack("v", Bureau.day("2026-09-01"))));
        var company = new Account(Account.Holder.COMPANY, "north", VoucherPostings.SUBSIDY);
        assertThat(desk.books().balance(company, Commodity.money("CNY"))).isZero();
        assertThat(balance(desk, VoucherState.CLAWED_BACK, "hz")).isEqualTo(90_000);
        assertThat(desk.voucherOfLine()).as("its lines stay claimed").containsKey("l1");
    }

    @Test
    void splitsWhatIsPaidBetweenFunders() {
        var programme = Bureau.programme("henan");
        programme.funding.put("Henan", 500_000L);
        programme.funding.put("Zhengzhou", 500_000L);
        var contract =
                Bureau.contract("c")
                        .line("l1", "2026-03-01", "CN", 300_010)
                        .invoiced("i", "2026-07-01");
        var desk = desk(List.of(programme.build()), List.of(contract.build()));
        all(desk, Bureau.life("v", "henan", "c", 100_000, "l1"));
        var money = Commodity.money("CNY");
        var province = new Account(Account.Holder.FUNDER, "Henan", VoucherPostings.SUBSIDY);
        var city = new Account(Account.Holder.FUNDER, "Zhengzhou", VoucherPostings.SUBSIDY);
        assertThat(desk.books().balance(province, money)).isEqualTo(-45_001);
        assertThat(desk.books().balance(city, money)).isEqualTo(-45_002);
    }

    @Test
    void countsTokensCardHoursAndPetaflopDays() {
        for (var unit :
                List.of(
                        new VoucherUnit(VoucherUnit.Kind.TOKENS, ""),
                        new VoucherUnit(VoucherUnit.Kind.CARD_HOURS, ""),
                        new VoucherUnit(VoucherUnit.Kind.PFLOPS_DAYS, ""))) {
            var programme = Bureau.programme("p");
            programme.unit = unit;
            programme.pool = null;
            programme.company = null;
            programme.tiers = List.of(new Tier(List.of(Item.COMPUTE), Origin.ANY, 500_000));
            var contract =
                    Bureau.contract("c")
                            .line("l1", "2026-03-01", "CN", 300_000)
                            .invoiced("i", "2026-07-01");
            var desk = desk(List.of(programme.build()), List.of(contract.build()));
            all(desk, Bureau.life("v", "p", "c", 1L << 49, "l1"));
            long expected =
                    switch (unit.kind()) {
                        case TOKENS -> 500_000;
                        case CARD_HOURS -> 18_000;
                        case PFLOPS_DAYS -> 36_000L * 752 / 2;
                        case MONEY -> -1;
                    };
            assertThat(balance(desk, VoucherState.PAID, "p")).as("%s", unit).isEqualTo(expected);
        }
    }

    @Test
    void refusesToPassCapsOfCompanyPoolAndContract() {
        var programme = Bureau.programme("hz");
        programme.pool = new Programme.Cap(150, true);
        programme.company = 100L;
        programme.contract = 50L;
        var desk = desk(List.of(programme.build()), List.of(Bureau.contract("c").build()));
        all(desk, List.of(Bureau.apply("a", "hz", ""), Bureau.apply("b", "hz", "")));
        assertThat(codes(desk.handle(Bureau.grant("a", 160))))
                .containsExactly("pool-cap", "company-cap");
        all(desk, List.of(Bureau.grant("a", 60)));
        assertThat(codes(desk.handle(Bureau.grant("b", 60)))).containsExactly("company-cap");
        assertThat(codes(desk.handle(Bureau.reserve("a", "c", 60))))
                .containsExactly("contract-cap");
    }

    @Test
    void refusesContractsOutsideTheWindowTooLongOrAffiliated() {
        var late = Bureau.contract("late");
        late.signed = Bureau.day("2025-12-31");
        var lengthy = Bureau.contract("lengthy");
        lengthy.last = Bureau.day("2027-06-30");
        var over = Bureau.contract("over");
        over.first = Bureau.day("2027-12-01");
        over.last = Bureau.day("2028-01-31");
        var own = Bureau.contract("own");
        own.affiliated = true;
        var others = Bureau.contract("others");
        others.buyer = "south";
        var desk = desk(late, lengthy, over, own, others);
        assertThat(codes(desk.handle(Bureau.apply("v", "hz", "late"))))
                .containsExactly("signed-outside-window");
        assertThat(codes(desk.handle(Bureau.apply("v", "hz", "lengthy"))))
                .containsExactly("term-too-long");
        assertThat(codes(desk.handle(Bureau.apply("v", "hz", "over"))))
                .containsExactly("term-outside-window");
        assertThat(codes(desk.handle(Bureau.apply("v", "hz", "own"))))
                .containsExactly("affiliated-supplier");
        assertThat(codes(desk.handle(Bureau.apply("v", "hz", "others"))))
                .containsExactly("other-buyer");
    }

    @Test
    void refusesALineTwiceOverAllProgrammes() {
        var first = Bureau.programme("hz");
        first.stacking = new Programme.Stacking(Programme.Stacking.Rule.ANY, List.of());
        var second = Bureau.programme("zj");
        second.stacking = new Programme.Stacking(Programme.Stacking.Rule.LISTED, List.of("hz"));
        var contract =
                Bureau.contract("c")
                        .line("l1", "2026-03-01", "CN", 300_000)
                        .line("l2", "2026-03-02", "CN", 300_000);
        var desk = desk(List.of(first.build(), second.build()), List.of(contract.build()));
        all(
                desk,
                List.of(
                        Bureau.apply("v", "hz", "c"),
                        Bureau.apply("w", "zj", "c"),
                        Bureau.grant("v", 500_000),
                        Bureau.grant("w", 500_000),
                        Bureau.reserve("v", "c", 500_000),
                        Bureau.reserve("w", "c", 500_000),
                        Bureau.consume("v", "l1")));
        assertThat(codes(desk.handle(Bureau.consume("w", "l1")))).containsExactly("line-claimed");
        all(desk, List.of(Bureau.consume("w", "l2")));
    }

    @Test
    void refusesASecondProgrammeWhereEitherForbidsStacking() {
        var first = Bureau.programme("hz");
        first.stacking = new Programme.Stacking(Programme.Stacking.Rule.ANY, List.of());
        var second = Bureau.programme("zj");
        second.stacking = new Programme.Stacking(null, List.of());
        var desk =
                desk(List.of(first.build(), second.build()), List.of(Bureau.contract("c").build()));
        all(desk, List.of(Bureau.apply("v", "hz", "c")));
        assertThat(codes(desk.handle(Bureau.apply("w", "zj", "c")))).containsExactly("stacking");
        assertThat(codes(desk.handle(Bureau.apply("x", "hz", "c"))))
                .containsExactly("one-a-contract");
    }

    @Test
    void refusesAClaimWithoutInvoiceCertificateOrPapers() {
        var contract = Bureau.contract("c").line("l1", "2026-03-01", "CN", 300_000);
        contract.evidence.clear();
        contract.affiliated = null;
        var bare = desk(contract);
        var life = Bureau.life("v", "hz", "c", 90_000, "l1");
        all(bare, life.subList(0, 4));
        assertThat(codes(bare.handle(Bureau.settle("v")))).containsExactly("no-invoice");
        contract.invoiced("i", "2026-07-10");
        var undelivered = desk(contract);
        all(undelivered, life.subList(0, 4));
        assertThat(codes(undelivered.handle(Bureau.settle("v")))).containsExactly("not-delivered");
        contract.invoices.clear();
        contract.invoiced("i", "2026-07-01");
        var unproved = desk(contract);
        all(unproved, life.subList(0, 5));
        assertThat(codes(unproved.handle(Bureau.claim("v"))))
                .containsExactly("no-evidence", "affiliation-unknown");
    }

    @Test
    void givesBackWhatExpires() {
        var desk = desk(Bureau.contract("c"));
        all(desk, List.of(Bureau.apply("v", "hz", ""), Bureau.grant("v", 90_000)));
        var day = Bureau.day("2026-12-31");
        assertThat(codes(desk.handle(new VoucherCommand.Expire("v", day))))
                .containsExactly("not-yet");
        all(desk, List.of(new VoucherCommand.Expire("v", day.plusDays(1))));
        assertThat(balance(desk, VoucherState.EXPIRED, "hz")).isEqualTo(90_000);
        assertThat(codes(desk.handle(Bureau.reserve("v", "c", 1))))
                .as("before today")
                .containsExactly("out-of-order");
    }

    @Test
    void needsAShareFromTheGrantWhereTheProgrammeStatesNone() {
        var programme = Bureau.programme("p");
        programme.tiers = List.of();
        var desk = desk(List.of(programme.build()), List.of());
        all(desk, List.of(Bureau.apply("v", "p", "")));
        assertThat(codes(desk.handle(Bureau.grant("v", 90_000)))).containsExactly("unknown-share");
    }
}
