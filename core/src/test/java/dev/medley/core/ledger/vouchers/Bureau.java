package dev.medley.core.ledger.vouchers;

import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Provenance;
import dev.medley.core.ledger.vouchers.Programme.Item;
import dev.medley.core.ledger.vouchers.Programme.Origin;
import dev.medley.core.ledger.vouchers.Programme.Tier;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Programmes, contracts and commands with good defaults.
public final class Bureau {

    static final LocalDate START = LocalDate.parse("2026-01-01");
    static final LocalDate END = LocalDate.parse("2027-12-31");

    private Bureau() {}

    public static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /// 30 % of domestic chips and 20 % of others, at most 8 million a company, 250 million in all.
    public static ProgrammeDraft programme(String id) {
        return new ProgrammeDraft(id);
    }

    /// A programme in the making.
    public static final class ProgrammeDraft {
        private final String id;
        VoucherUnit unit = VoucherUnit.money("CNY");
        Programme.@Nullable Cap pool = new Programme.Cap(250_000_000_00L, true);
        @Nullable Long company = 8_000_000_00L;
        @Nullable Long contract = null;
        List<Tier> tiers =
                List.of(
                        new Tier(List.of(Item.COMPUTE), Origin.DOMESTIC, 300_000),
                        new Tier(List.of(Item.COMPUTE), Origin.FOREIGN, 200_000),
                        new Tier(List.of(Item.REGISTERED_MODEL_SERVICE), Origin.ANY, 300_000));
        Programme.Stacking stacking =
                new Programme.Stacking(Programme.Stacking.Rule.NONE, List.of());
        Programme.Window window = new Programme.Window(START, END);
        Programme.Conditions conditions = new Programme.Conditions(366, true, List.of());
        SortedMap<String, Long> funding = new TreeMap<>();
        List<String> evidence = List.of("contract");

        private ProgrammeDraft(String id) {
            this.id = id;
        }

        public Programme build() {
            return new Programme(
                    id,
                    id,
                    "City of " + id,
                    "CN",
                    window,
                    unit,
                    pool,
                    company,
                    contract,
                    tiers,
                    stacking,
                    funding,
                    conditions,
                    List.of(),
                    evidence,
                    new Provenance("test", "2026", Confidence.LOW, ""));
        }
    }

    public static ContractDraft contract(String id) {
        return new ContractDraft(id);
    }

    /// A contract in the making.
    public static final class ContractDraft {
        private final String id;
        String buyer = "north";
        @Nullable Boolean affiliated = false;
        LocalDate signed = day("2026-01-10");
        LocalDate first = day("2026-02-01");
        LocalDate last = day("2026-12-31");
        @Nullable Long value = null;
        List<String> pools = List.of();
        final List<Contract.UsageLine> usage = new ArrayList<>();
        final List<Contract.Invoice> invoices = new ArrayList<>();
        final SortedMap<String, String> evidence = new TreeMap<>();

        private ContractDraft(String id) {
            this.id = id;
            evidence.put("contract", "scan-" + id);
        }

        ContractDraft line(String line, String day, String designer, long amount) {
            usage.add(
                    new Contract.UsageLine(
                            line,
                            day(day),
                            Item.COMPUTE,
                            designer.equals("CN") ? "huawei-ascend-910c" : "nvidia-h20-96gb",
                            designer,
                            "hz",
                            36_000L,
                            2,
                            designer.isEmpty() ? null : (Long) 752_000L,
                            7_200_000L,
                            1_000_000L,
                            amount));
            return this;
        }

        public ContractDraft paysFor(String... some) {
            pools = List.of(some);
            return this;
        }

        /// An invoice over all lines so far, delivered the day after.
        ContractDraft invoiced(String number, String day) {
            var lines = usage.stream().map(Contract.UsageLine::id).toList();
            long amount = usage.stream().mapToLong(Contract.UsageLine::amount).sum();
            var on = day(day);
            invoices.add(
                    new Contract.Invoice(number, on, amount, lines, "D-" + number, on.plusDays(1)));
            return this;
        }

        public Contract build() {
            return new Contract(
                    id,
                    buyer,
                    "supplier",
                    affiliated,
                    signed,
                    first,
                    last,
                    "CNY",
                    value,
                    pools,
                    usage,
                    invoices,
                    evidence);
        }
    }

    public static VoucherCommand.Apply apply(String id, String programme, String contract) {
        return new VoucherCommand.Apply(
                id, day("2026-01-15"), programme, "north", contract, new TreeMap<>());
    }

    static VoucherCommand.Grant grant(String id, long amount) {
        return new VoucherCommand.Grant(
                id,
                day("2026-01-20"),
                new Voucher.Terms(
                        amount, day("2026-01-20"), day("2026-12-31"), day("2027-03-31"), null));
    }

    public static VoucherCommand.Reserve reserve(String id, String contract, long amount) {
        return new VoucherCommand.Reserve(id, day("2026-01-25"), contract, amount);
    }

    static VoucherCommand.Consume consume(String id, String... lines) {
        return new VoucherCommand.Consume(id, day("2026-06-30"), List.of(lines));
    }

    static VoucherCommand.Settle settle(String id) {
        return new VoucherCommand.Settle(id, day("2026-07-10"));
    }

    static VoucherCommand.Claim claim(String id) {
        return new VoucherCommand.Claim(id, day("2026-07-20"), new TreeMap<>());
    }

    static VoucherCommand.Pay pay(String id) {
        return new VoucherCommand.Pay(id, day("2026-08-20"), null);
    }

    /// From application to payment.
    static List<VoucherCommand> life(
            String id, String programme, String contract, long amount, String... lines) {
        return List.of(
                apply(id, programme, contract),
                grant(id, amount),
                reserve(id, contract, amount),
                consume(id, lines),
                settle(id),
                claim(id),
                pay(id));
    }
}
