package dev.medley.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.ledger.vouchers.Bureau;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherCommand;
import dev.medley.core.ledger.vouchers.VoucherHistory;
import dev.medley.core.ledger.vouchers.VoucherInputs;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

class VoucherCoverTest {

    private static final LocalDate DATE = Bureau.day("2026-03-01");

    private final List<VoucherCommand> commands = new ArrayList<>();
    private final List<String> contracts = new ArrayList<>();

    /// 100 devices at 1 an hour; power is on top.
    private static Plan plan() {
        return new Village().pool("big", 104, 1, 1).training("train", 100).plan();
    }

    /// A voucher with its own contract for the pool; 20 %, as the chip's designer is unknown.
    private VoucherCoverTest voucher(String id, long amount, String until) {
        var contract = "c-" + id;
        contracts.add(contract);
        commands.add(Bureau.apply(id, "hz", contract));
        commands.add(
                new VoucherCommand.Grant(
                        id,
                        Bureau.day("2026-01-20"),
                        new Voucher.Terms(
                                amount, Bureau.day("2026-01-20"), Bureau.day(until), null, null)));
        commands.add(Bureau.reserve(id, contract, amount));
        return this;
    }

    private VoucherCover cover(String company) {
        var companies = new TreeMap<String, String>();
        companies.put("us", company);
        var inputs =
                new VoucherInputs(
                        List.of(Bureau.programme("hz").build()),
                        contracts.stream()
                                .map(id -> Bureau.contract(id).paysFor("big").build())
                                .toList(),
                        commands,
                        companies);
        var history = VoucherHistory.until(DATE, inputs);
        assertThat(history.refusals()).isEmpty();
        return VoucherCover.of(plan(), history.desk(), inputs, DATE, "CNY", new TreeMap<>());
    }

    @Test
    void usesFirstWhatExpiresFirstAndThenTheNext() {
        var cover =
                voucher("later", 2_000_000, "2026-03-31")
                        .voucher("sooner", 48_000, "2026-03-10")
                        .cover("north");

        assertThat(cover.parts())
                .extracting(part -> part.voucher().id())
                .containsExactly("sooner", "later");
        assertThat(cover.perHour()).isCloseTo(20, within(1e-9));
        assertThat(cover.byTenant()).containsOnlyKeys("us");
        var sooner = cover.parts().getFirst();
        assertThat(sooner.perHour()).isCloseTo(20, within(1e-9));
        assertThat(sooner.works()).containsExactly("train");
        assertThat(sooner.used()).isEqualTo(48_000);
        assertThat(sooner.usedUp()).as("after 24 hours").isEqualTo(DATE);
        var later = cover.parts().getLast();
        assertThat(later.perHour()).as("it has to wait").isZero();
        assertThat(later.used()).as("30 days of 20 an hour").isEqualTo(30 * 24 * 20_00);
        assertThat(later.lost()).isEqualTo(560_000);
        assertThat(later.left()).isEqualTo(2_000_000);
    }

    @Test
    void saysWhatWouldBeLost() {
        var part = voucher("v", 2_880_000, "2026-03-04").cover("north").parts().getFirst();

        assertThat(part.used()).as("4 days of 20 an hour").isEqualTo(192_000);
        assertThat(part.lost()).isEqualTo(2_688_000);
        assertThat(part.usedUp()).isEqualTo(Bureau.day("2026-03-04"));
    }

    @Test
    void breaksTiesById() {
        var cover =
                voucher("b", 50_000, "2026-03-31")
                        .voucher("a", 50_000, "2026-03-31")
                        .cover("north");

        assertThat(cover.parts()).extracting(part -> part.voucher().id()).containsExactly("a", "b");
        assertThat(cover.parts().getFirst().perHour()).isPositive();
        assertThat(cover.parts().getLast().perHour()).isZero();
    }

    @Test
    void paysForNobodyElse() {
        var cover = voucher("v", 50_000, "2026-03-31").cover("south");

        assertThat(cover.perHour()).isZero();
        assertThat(cover.parts().getFirst().lost()).isEqualTo(50_000);
    }

    @Test
    void leavesThePlanAsItIs() {
        var plan = plan();
        var paid = plan.paidWith(voucher("v", 50_000, "2026-03-31").cover("north"));

        assertThat(paid.allocations()).isEqualTo(plan.allocations());
        assertThat(paid.pools()).isEqualTo(plan.pools());
        assertThat(paid.objective()).isEqualTo(plan.objective());
        assertThat(paid.tenants()).isEqualTo(plan.tenants());
    }
}
