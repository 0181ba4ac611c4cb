package dev.medley.core.ledger.vouchers;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fleet.Pool;
import dev.medley.core.ledger.UsageMeter;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lays what a server meters beside what documents say was used, as usage lines of contracts: of
/// the contract of the tenant's company that pays for the pool on that day, the one that ends
/// first. Where a contract has lines of its own, they count up to the day of the last one, and the
/// meter from the next day on, so that nothing counts twice.
public final class MeteredUsage {

    private static final double GFLOPS_PER_TFLOPS = 1000;

    private final VoucherInputs inputs;
    private final SortedMap<String, Pool> pools = new TreeMap<>();
    private final String currency;
    private final SortedMap<String, Double> rates;

    /// Device-milliseconds of each pool and tenant, and card-seconds that lines say of them: what
    /// is less than a card-second waits for the next line.
    private final TreeMap<String, long[]> told = new TreeMap<>();

    private MeteredUsage(
            VoucherInputs inputs,
            List<Pool> pools,
            String currency,
            SortedMap<String, Double> rates) {
        this.inputs = inputs;
        pools.forEach(pool -> this.pools.put(pool.id(), pool));
        this.currency = currency;
        this.rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    }

    /// The inputs with lines of what was metered.
    ///
    /// @param currency of the meter
    /// @param rates what one unit of another currency is worth in it
    public static VoucherInputs with(
            VoucherInputs inputs,
            List<UsageMeter.DayUse> uses,
            List<Pool> pools,
            String currency,
            SortedMap<String, Double> rates) {
        return new MeteredUsage(inputs, pools, currency, rates).with(uses);
    }

    private VoucherInputs with(List<UsageMeter.DayUse> uses) {
        var lines = new TreeMap<String, List<Contract.UsageLine>>();
        for (var use : uses) {
            var contract = contract(use);
            var pool = pools.get(use.pool());
            if (contract != null && pool != null && use.deviceMs() > 0) {
                lines.computeIfAbsent(contract.id(), _ -> new ArrayList<>())
                        .add(line(contract, pool, use));
            }
        }
        var contracts =
                inputs.contracts().stream()
                        .map(one -> more(one, lines.getOrDefault(one.id(), List.of())))
                        .toList();
        return new VoucherInputs(
                inputs.programmes(), contracts, inputs.commands(), inputs.companies());
    }

    private @Nullable Contract contract(UsageMeter.DayUse use) {
        var company = inputs.company(use.tenant());
        return inputs.contracts().stream()
                .filter(one -> one.buyer().equals(company) && one.pools().contains(use.pool()))
                .filter(one -> !use.day().isBefore(one.first()) && !use.day().isAfter(one.last()))
                .filter(one -> one.currency().equals(currency) || rates.containsKey(one.currency()))
                .filter(one -> use.day().isAfter(lastTold(one)))
                .min(Comparator.comparing(Contract::last).thenComparing(Contract::id))
                .orElse(null);
    }

    private static LocalDate lastTold(Contract contract) {
        return contract.usage().stream()
                .map(Contract.UsageLine::day)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
    }

    private Contract.UsageLine line(Contract contract, Pool pool, UsageMeter.DayUse use) {
        var chip = pool.chip();
        int perCard = chip.devicesPerPackage();
        long[] sums = told.computeIfAbsent(use.pool() + " " + use.tenant(), _ -> new long[2]);
        sums[0] += use.deviceMs();
        long seconds = sums[0] / (1000L * perCard) - sums[1];
        sums[1] += seconds;
        double rate = rates.getOrDefault(contract.currency(), 1.0);
        return new Contract.UsageLine(
                "metered:%s:%s:%s".formatted(use.day(), use.pool(), use.tenant()),
                use.day(),
                Programme.Item.COMPUTE,
                chip.id(),
                chip.traits().designerHeadquarters(),
                pool.site().id(),
                seconds,
                perCard,
                gflops(chip),
                use.joules(),
                null,
                Math.round(
                        contract.currency().equals(currency) ? use.minor() : use.minor() / rate));
    }

    /// Dense FP16 peak of a card, or null when unknown.
    public static @Nullable Long gflops(Chip chip) {
        var peak = chip.denseTflops().get(Precision.BF16);
        return peak == null ? null : (Long) Math.round(peak * GFLOPS_PER_TFLOPS);
    }

    private static Contract more(Contract contract, List<Contract.UsageLine> lines) {
        if (lines.isEmpty()) {
            return contract;
        }
        var all = new ArrayList<>(contract.usage());
        all.addAll(lines);
        return new Contract(
                contract.id(),
                contract.buyer(),
                contract.supplier(),
                contract.affiliated(),
                contract.signed(),
                contract.first(),
                contract.last(),
                contract.currency(),
                contract.value(),
                contract.pools(),
                all,
                contract.invoices(),
                contract.evidence());
    }
}
