package dev.medley.core.ledger.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fit.Reason;
import dev.medley.core.ledger.vouchers.Programme.Item;
import dev.medley.core.ledger.vouchers.Programme.Origin;
import dev.medley.core.ledger.vouchers.Programme.Tier;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random commands by the thousand, most of them senseless: whatever is taken, nothing breaks.
class VoucherStormTest {

    private static final int COMMANDS = 3_000;
    private static final int CONTRACTS = 24;
    private static final int LINES = 6;
    private static final List<String> PROGRAMMES = List.of("hz", "zj", "tk", "ch");

    private final TreeMap<VoucherState, Long> reached = new TreeMap<>();
    private final TreeMap<String, Long> refusals = new TreeMap<>();

    @Test
    void holdsEveryInvariantThroughThousandsOfCommands() {
        int seeds = Integer.getInteger("medley.seeds", 12);
        for (long seed = 1; seed <= seeds; seed++) {
            storm(seed);
        }
        assertThat(reached.keySet()).contains(VoucherState.values());
        assertThat(refusals.keySet())
                .contains(
                        "pool-cap",
                        "company-cap",
                        "contract-cap",
                        "line-claimed",
                        "one-a-contract",
                        "stacking",
                        "signed-outside-window",
                        "term-outside-window",
                        "term-too-long",
                        "affiliated-supplier",
                        "affiliation-unknown",
                        "no-evidence",
                        "no-invoice",
                        "not-delivered",
                        "expired",
                        "not-yet",
                        "out-of-order",
                        "used-up",
                        "wrong-amount",
                        "wrong-state");
    }

    @Test
    void answersTheSameEachTime() {
        assertThat(storm(7)).isEqualTo(storm(7));
    }

    private String storm(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var desk = new VoucherDesk(new Papers(programmes(), contracts(random)));
        var day = LocalDate.parse("2026-01-05");
        var said = new StringBuilder();
        for (int i = 0; i < COMMANDS; i++) {
            day = day.plusDays(random.nextInt(8) == 0 ? 1 : 0);
            var on = random.nextInt(50) == 0 ? day.minusDays(2) : day;
            var before = desk.vouchers();
            var stood = List.copyOf(before.values());
            int entries = desk.books().entries().size();
            var command = random.nextInt(3) == 0 ? command(random, on) : sensible(desk, random, on);
            switch (desk.handle(command)) {
                case VoucherDesk.Answer.Done(var voucher) -> {
                    reached.merge(voucher.state(), 1L, Long::sum);
                    said.append(voucher).append('\n');
                }
                case VoucherDesk.Answer.Refused(var reasons) -> {
                    assertThat(reasons).isNotEmpty();
                    reasons.stream()
                            .map(Reason::code)
                            .forEach(c -> refusals.merge(c, 1L, Long::sum));
                    assertThat(List.copyOf(desk.vouchers().values())).isEqualTo(stood);
                    assertThat(desk.books().entries()).hasSize(entries);
                }
            }
            if (i % 50 == 0 || i == COMMANDS - 1) {
                assertThat(
                                VoucherInvariants.violations(
                                        desk.papers(), desk.vouchers().values(), desk.books()))
                        .as("seed %d, command %d: %s", seed, i, command)
                        .isEmpty();
            }
        }
        return said.toString();
    }

    private static List<Programme> programmes() {
        var hz = Bureau.programme("hz");
        hz.pool = new Programme.Cap(1_200_000, true);
        hz.company = 1_000_000L;
        var zj = Bureau.programme("zj");
        zj.contract = 200_000L;
        zj.pool = new Programme.Cap(2_000_000, false);
        zj.stacking = new Programme.Stacking(Programme.Stacking.Rule.LISTED, List.of("tk"));
        zj.evidence = List.of("contract", "usage-log");
        zj.funding.put("a", 333_333L);
        zj.funding.put("b", 666_667L);
        var tk = Bureau.programme("tk");
        tk.unit = new VoucherUnit(VoucherUnit.Kind.TOKENS, "");
        tk.stacking = new Programme.Stacking(Programme.Stacking.Rule.ANY, List.of());
        tk.tiers = List.of();
        var ch = Bureau.programme("ch");
        ch.unit = new VoucherUnit(VoucherUnit.Kind.CARD_HOURS, "");
        ch.company = 3_000_000L;
        ch.tiers = List.of(new Tier(List.of(Item.COMPUTE), Origin.ANY, 1_000_000));
        return List.of(hz.build(), zj.build(), tk.build(), ch.build());
    }

    private static List<Contract> contracts(RandomGenerator random) {
        var contracts = new ArrayList<Contract>();
        for (int c = 0; c < CONTRACTS; c++) {
            var draft = Bureau.contract("c" + c);
            draft.buyer = c % 5 == 4 ? "south" : "north";
            draft.affiliated = c % 8 == 7 ? (Boolean) (c % 2 == 0) : (Boolean) false;
            if (c % 8 == 6) {
                draft.affiliated = c % 3 == 1 ? null : (Boolean) true;
            }
            draft.signed = c % 9 == 8 ? LocalDate.parse("2025-12-01") : draft.signed;
            draft.first = c % 11 == 10 ? LocalDate.parse("2025-12-20") : draft.first;
            draft.last = c % 7 == 6 ? LocalDate.parse("2027-06-30") : draft.last;
            if (c % 4 == 1) {
                draft.evidence.put("usage-log", "log");
            }
            for (int l = 0; l < LINES; l++) {
                var day = LocalDate.parse("2026-01-20").plusDays(random.nextInt(150));
                draft.line(
                        "c%d-%d".formatted(c, l),
                        day.toString(),
                        List.of("CN", "US", "").get(random.nextInt(3)),
                        random.nextLong(1, 400_000));
            }
            if (c % 3 != 2) {
                draft.invoiced("i" + c, "2026-0%d-01".formatted(3 + random.nextInt(5)));
            }
            contracts.add(draft.build());
        }
        return contracts;
    }

    private static VoucherCommand command(RandomGenerator random, LocalDate on) {
        var id = "v" + random.nextInt(120);
        int c = random.nextInt(CONTRACTS);
        long amount = random.nextLong(-5_000, 500_000);
        return switch (random.nextInt(14)) {
            case 0, 1 ->
                    new VoucherCommand.Apply(
                            id,
                            on,
                            PROGRAMMES.get(random.nextInt(PROGRAMMES.size())),
                            random.nextInt(5) == 0 ? "south" : "north",
                            random.nextBoolean() ? "" : "c" + c,
                            new TreeMap<>());
            case 2, 3 ->
                    new VoucherCommand.Grant(
                            id,
                            on,
                            new Voucher.Terms(
                                    amount,
                                    on.minusDays(random.nextInt(60)),
                                    on.plusDays(random.nextInt(-3, 300)),
                                    random.nextBoolean() ? null : on.plusDays(320),
                                    random.nextBoolean()
                                            ? null
                                            : (Long) random.nextLong(1_000_001)));
            case 4, 5 -> new VoucherCommand.Reserve(id, on, "c" + c, amount);
            case 6, 7, 8 -> new VoucherCommand.Consume(id, on, lines(random));
            case 9 -> new VoucherCommand.Settle(id, on);
            case 10 -> new VoucherCommand.Claim(id, on, new TreeMap<>());
            case 11 -> new VoucherCommand.Pay(id, on, random.nextBoolean() ? null : (Long) amount);
            case 12 -> new VoucherCommand.Expire(id, on);
            default ->
                    random.nextInt(6) == 0
                            ? random.nextBoolean()
                                    ? new VoucherCommand.ClawBack(id, on)
                                    : new VoucherCommand.Reject(id, on)
                            : new VoucherCommand.Settle(id, on);
        };
    }

    /// What may well come next for a voucher.
    private static VoucherCommand sensible(VoucherDesk desk, RandomGenerator random, LocalDate on) {
        var id = "v" + random.nextInt(120);
        var voucher = desk.vouchers().get(id);
        var contract = "c" + random.nextInt(CONTRACTS);
        if (voucher == null) {
            return new VoucherCommand.Apply(
                    id,
                    on,
                    PROGRAMMES.get(random.nextInt(PROGRAMMES.size())),
                    "north",
                    random.nextBoolean() ? "" : contract,
                    new TreeMap<>());
        }
        var own = voucher.contract().isEmpty() ? contract : voucher.contract();
        return switch (voucher.state()) {
            case APPLIED ->
                    new VoucherCommand.Grant(
                            id,
                            on,
                            new Voucher.Terms(
                                    random.nextLong(1, 100_000),
                                    on.minusDays(120),
                                    on.plusDays(random.nextInt(20, 200)),
                                    random.nextBoolean() ? null : on.plusDays(220),
                                    500_000L));
            case GRANTED -> new VoucherCommand.Reserve(id, on, own, voucher.granted());
            case RESERVED ->
                    new VoucherCommand.Consume(id, on, List.of(own + "-" + random.nextInt(LINES)));
            case CONSUMED ->
                    random.nextInt(3) == 0
                            ? new VoucherCommand.Consume(
                                    id, on, List.of(own + "-" + random.nextInt(LINES)))
                            : new VoucherCommand.Settle(id, on);
            case SETTLED -> new VoucherCommand.Claim(id, on, new TreeMap<>());
            case CLAIMED ->
                    random.nextInt(4) == 0
                            ? new VoucherCommand.Reject(id, on)
                            : new VoucherCommand.Pay(id, on, null);
            case PAID, REJECTED, EXPIRED, CLAWED_BACK -> command(random, on);
        };
    }

    /// Lines of one contract, seldom of another too.
    private static List<String> lines(RandomGenerator random) {
        int c = random.nextInt(CONTRACTS);
        var lines = new TreeSet<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            lines.add("c%d-%d".formatted(c, random.nextInt(LINES)));
        }
        return List.copyOf(lines);
    }
}
