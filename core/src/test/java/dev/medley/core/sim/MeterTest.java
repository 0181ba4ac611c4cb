package dev.medley.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.control.Controller;
import dev.medley.core.control.Event;
import dev.medley.core.control.State;
import dev.medley.core.ledger.Account;
import dev.medley.core.ledger.Commodity;
import dev.medley.core.ledger.Metering;
import dev.medley.core.ledger.UsageMeter;
import dev.medley.core.ledger.vouchers.Contract;
import dev.medley.core.ledger.vouchers.MeteredUsage;
import dev.medley.core.ledger.vouchers.VoucherHistory;
import dev.medley.core.ledger.vouchers.VoucherInputs;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The controller's ledger, the books of what is metered and the books of vouchers, over stormy
/// days: all three say the same.
class MeterTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void allBooksAgree(long seed) {
        var scenario = Storm.of(seed);
        var state = new State(scenario.setup());
        var controller = new Controller(scenario.setup(), scenario.fitting());
        var meter = new UsageMeter("CNY");
        for (var command : Simulation.commands(scenario)) {
            for (var event : controller.decide(state, command).events()) {
                meter(meter, state, event);
                state.apply(event);
            }
        }
        var uses = meter.until(state.nowMs());
        var metered = new TreeMap<String, Long>();
        uses.forEach(use -> metered.merge(use.tenant(), use.deviceMs(), Long::sum));
        var ledger = new TreeMap<>(state.ledger().deviceMs(state.nowMs()));
        ledger.values().removeIf(ms -> ms == 0);
        metered.values().removeIf(ms -> ms == 0);
        assertThat(metered).as("seed %d", seed).isEqualTo(ledger).isNotEmpty();
        assertThat(meter.books().trialBalance().values()).allMatch(sum -> sum == 0);

        vouchersAgree(scenario, uses, metered);
    }

    private static void meter(UsageMeter meter, State state, Event event) {
        if (event instanceof Event.RunPlaced placed) {
            var job = Objects.requireNonNull(state.jobs().get(placed.work()));
            meter.begin(
                    placed.run(),
                    new UsageMeter.Hold(
                            job.work().name(),
                            job.work().terms().tenant(),
                            state.setup().pools().get(placed.pool()).id(),
                            placed.seats().size() * placed.member().devices(),
                            placed.fit().watts(),
                            placed.fit().costPerHour()),
                    placed.atMs());
        } else if (event instanceof Event.RunEnded ended) {
            meter.end(ended.run(), ended.atMs());
        }
    }

    /// With a contract for each tenant over all pools, as documents would have them.
    private static void vouchersAgree(
            Scenario scenario, List<UsageMeter.DayUse> uses, SortedMap<String, Long> metered) {
        var first = LocalDate.EPOCH;
        var contracts = new ArrayList<Contract>();
        var pools = scenario.setup().pools().stream().map(pool -> pool.id()).toList();
        for (var tenant : metered.keySet()) {
            contracts.add(
                    new Contract(
                            "c-" + tenant,
                            tenant,
                            "supplier",
                            false,
                            first,
                            first,
                            first.plusYears(100),
                            "CNY",
                            null,
                            pools,
                            List.of(),
                            List.of(),
                            new TreeMap<>()));
        }
        var inputs = new VoucherInputs(List.of(), contracts, List.of(), new TreeMap<>());
        var with =
                MeteredUsage.with(inputs, uses, scenario.setup().pools(), "CNY", new TreeMap<>());
        var books = VoucherHistory.until(first.plusYears(50), with).desk().books();
        metered.forEach(
                (tenant, ms) -> {
                    var account = new Account(Account.Holder.COMPANY, tenant, Metering.USAGE);
                    long posted = books.balance(account, Commodity.deviceTime());
                    // Less than a card-second for each pool waits for the next line.
                    assertThat(ms - posted).isBetween(0L, 1000L * pools.size());
                });
        assertThat(books.trialBalance().values()).allMatch(sum -> sum == 0);

        var elsewhere =
                MeteredUsage.with(
                        new VoucherInputs(
                                List.of(),
                                contracts.stream().map(MeterTest::overLastYear).toList(),
                                List.of(),
                                new TreeMap<>()),
                        uses,
                        scenario.setup().pools(),
                        "CNY",
                        new TreeMap<>());
        assertThat(elsewhere.contracts()).allMatch(contract -> contract.usage().isEmpty());
    }

    private static Contract overLastYear(Contract contract) {
        return new Contract(
                contract.id(),
                contract.buyer(),
                contract.supplier(),
                contract.affiliated(),
                contract.signed(),
                LocalDate.EPOCH.minusYears(1),
                LocalDate.EPOCH.minusDays(1),
                contract.currency(),
                contract.value(),
                contract.pools(),
                contract.usage(),
                contract.invoices(),
                contract.evidence());
    }
}
