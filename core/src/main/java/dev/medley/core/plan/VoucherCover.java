package dev.medley.core.plan;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fleet.Pool;
import dev.medley.core.ledger.vouchers.Claims;
import dev.medley.core.ledger.vouchers.Contract;
import dev.medley.core.ledger.vouchers.Eligibility;
import dev.medley.core.ledger.vouchers.Programme;
import dev.medley.core.ledger.vouchers.Voucher;
import dev.medley.core.ledger.vouchers.VoucherDesk;
import dev.medley.core.ledger.vouchers.VoucherInputs;
import dev.medley.core.ledger.vouchers.VoucherState;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What vouchers take off the cost of a plan that is made already.
///
/// GOALS. What would expire first is used first, and it is plain what each tenant pays in the end.
/// The plan itself knows nothing of it: a voucher lowers a price, it is never a device, so devices,
/// prices and allocations are the same with and without vouchers.
///
/// ALGORITHM. Vouchers that are bound to a contract and have something left stand in the order of
/// their last day, then of their ids. Each allocation's rent (devices, not power) is borne by the
/// first of them whose contract names the pool and is of the tenant's company. When a voucher is
/// used up or has expired, the next takes over, as if the plan ran on unchanged.
///
/// Worked example: 100 devices at 6 an hour are 600 an hour. A voucher of 20 % with 28,800 left
/// bears 120 an hour: it is used up in 240 hours, 10 days. If it expired in 4 days, 96 x 120 =
/// 11,520 would be used and 17,280 lost.
///
/// @param parts one per voucher that bears something or is left over, in their order
/// @param byTenant what vouchers bear per hour now, by tenant
/// @param perHour what they bear per hour now, in the plan's currency
public record VoucherCover(List<Part> parts, SortedMap<String, Double> byTenant, double perHour) {

    public static final VoucherCover NONE = new VoucherCover(List.of(), new TreeMap<>(), 0);

    public VoucherCover {
        parts = List.copyOf(parts);
        byTenant = Collections.unmodifiableSortedMap(new TreeMap<>(byTenant));
    }

    /// What one voucher does.
    ///
    /// @param voucher as it stands
    /// @param perHour what it bears per hour now, in the plan's currency; 0 where it has to wait
    /// @param left what lines used so far leave of it, in its smallest units
    /// @param used what of that is used until it expires, if the plan runs on
    /// @param usedUp day on which it is used up, or the day on which it expires
    /// @param works that it bears now
    public record Part(
            Voucher voucher,
            Programme programme,
            double perHour,
            long left,
            long used,
            LocalDate usedUp,
            List<String> works) {

        public Part {
            works = List.copyOf(works);
        }

        /// What expires unused.
        public long lost() {
            return left - used;
        }
    }

    /// What vouchers as they stand bear of a plan.
    ///
    /// @param date day of the plan
    /// @param currency that the plan counts in
    /// @param rates what one unit of another currency is worth in it
    public static VoucherCover of(
            Plan plan,
            VoucherDesk desk,
            VoucherInputs inputs,
            LocalDate date,
            String currency,
            SortedMap<String, Double> rates) {
        var covering = new Covering(desk, inputs, date, currency, rates);
        covering.purses();
        return covering.purses.isEmpty() ? NONE : covering.run(plan);
    }

    /// A voucher while it is used.
    private static final class Purse {
        private final Voucher voucher;
        private final Programme programme;
        private final Contract contract;
        private final double hours;
        private final long open;
        private double left;
        private double perHourNow;
        private double end = -1;
        private final List<String> works = new ArrayList<>();

        Purse(Voucher voucher, Programme programme, Contract contract, double hours, long open) {
            this.voucher = voucher;
            this.programme = programme;
            this.contract = contract;
            this.hours = hours;
            this.open = open;
            this.left = open;
        }
    }

    private static final class Covering {
        private final VoucherDesk desk;
        private final VoucherInputs inputs;
        private final LocalDate date;
        private final SortedMap<String, Double> rates;
        private final List<Purse> purses = new ArrayList<>();
        private final TreeMap<String, Double> byTenant = new TreeMap<>();

        Covering(
                VoucherDesk desk,
                VoucherInputs inputs,
                LocalDate date,
                String currency,
                Map<String, Double> rates) {
            this.desk = desk;
            this.inputs = inputs;
            this.date = date;
            this.rates = new TreeMap<>(rates);
            this.rates.put(currency, 1.0);
        }

        private void purses() {
            for (var voucher : desk.vouchers().values().stream().sorted(Claims.SOONEST).toList()) {
                var programme = desk.papers().programme(voucher.programme());
                var contract = desk.papers().contract(voucher.contract());
                var terms = voucher.terms();
                boolean bound =
                        voucher.state() == VoucherState.RESERVED
                                || voucher.state() == VoucherState.CONSUMED;
                if (!bound || programme == null || contract == null || terms == null) {
                    continue;
                }
                var last =
                        terms.until().isBefore(contract.last()) ? terms.until() : contract.last();
                boolean runs =
                        !date.isBefore(contract.first())
                                && !date.isBefore(terms.from())
                                && !date.isAfter(last);
                long open = voucher.open() - Claims.pending(desk, voucher, date);
                if (runs && open > 0 && rates.containsKey(contract.currency())) {
                    double hours = 24.0 * (ChronoUnit.DAYS.between(date, last) + 1);
                    purses.add(new Purse(voucher, programme, contract, hours, open));
                }
            }
        }

        /// Hours pass from one end of a voucher to the next.
        private VoucherCover run(Plan plan) {
            double now = 0;
            for (int round = 0; round <= 2 * purses.size(); round++) {
                var speeds = speeds(plan, now);
                double next = Double.MAX_VALUE;
                for (int i = 0; i < purses.size(); i++) {
                    var purse = purses.get(i);
                    if (purse.end < 0) {
                        double empty =
                                speeds[i] > 0 ? now + purse.left / speeds[i] : Double.MAX_VALUE;
                        next = Math.min(next, Math.min(empty, purse.hours));
                    }
                }
                if (next == Double.MAX_VALUE) {
                    break;
                }
                for (int i = 0; i < purses.size(); i++) {
                    var purse = purses.get(i);
                    if (purse.end < 0) {
                        purse.left = Math.max(0, purse.left - speeds[i] * (next - now));
                        if (purse.left < 0.5 || purse.hours <= next) {
                            purse.end = next;
                        }
                    }
                }
                now = next;
            }
            return cover();
        }

        /// What leaves each voucher per hour, in its smallest units.
        private double[] speeds(Plan plan, double now) {
            var speeds = new double[purses.size()];
            for (var allocation : plan.allocations()) {
                var pool = plan.pools().get(allocation.pool()).pool();
                var tenant = allocation.work().terms().tenant();
                for (int i = 0; i < purses.size(); i++) {
                    var purse = purses.get(i);
                    double share = purse.end >= 0 ? 0 : share(purse, pool, tenant);
                    double measure = share == 0 ? 0 : measure(purse, pool, allocation.devices());
                    if (measure > 0) {
                        speeds[i] += share * measure;
                        if (now == 0) {
                            bears(purse, allocation, share * rent(pool, allocation.devices()));
                        }
                        break;
                    }
                }
            }
            return speeds;
        }

        private void bears(Purse purse, Plan.Allocation allocation, double perHour) {
            purse.perHourNow += perHour;
            byTenant.merge(allocation.work().terms().tenant(), perHour, Double::sum);
            var work = allocation.work().name();
            if (!purse.works.contains(work)) {
                purse.works.add(work);
            }
        }

        private double share(Purse purse, Pool pool, String tenant) {
            if (!purse.contract.pools().contains(pool.id())
                    || !purse.contract.buyer().equals(inputs.company(tenant))) {
                return 0;
            }
            var terms = purse.voucher.terms();
            var most = terms == null ? null : terms.millionths();
            var millionths =
                    Eligibility.share(
                            purse.programme,
                            most,
                            Programme.Item.COMPUTE,
                            pool.chip().traits().designerHeadquarters());
            return millionths == null ? 0 : (double) millionths / Programme.WHOLE;
        }

        private static double rent(Pool pool, int devices) {
            return devices * pool.costPerDeviceHour();
        }

        /// An hour of devices in smallest units of a voucher; 0 where it cannot be counted in them.
        private double measure(Purse purse, Pool pool, int devices) {
            double cards = (double) devices / pool.unit().devicesPerPackage();
            var unit = purse.programme.unit();
            return switch (unit.kind()) {
                case MONEY -> {
                    var rate = rates.get(unit.currency());
                    yield rate == null ? 0 : rent(pool, devices) / rate * unit.kind().minor();
                }
                case TOKENS -> 0;
                case CARD_HOURS -> cards * unit.kind().minor();
                case PFLOPS_DAYS -> {
                    var flops = pool.unit().deviceFlops(Precision.BF16);
                    yield flops == null ? 0 : devices * flops / 1e12 * 3600;
                }
            };
        }

        private VoucherCover cover() {
            var parts = new ArrayList<Part>();
            double sum = 0;
            for (var purse : purses) {
                double end = purse.end < 0 ? purse.hours : purse.end;
                long open = purse.open;
                sum += purse.perHourNow;
                parts.add(
                        new Part(
                                purse.voucher,
                                purse.programme,
                                purse.perHourNow,
                                open,
                                open - Math.round(purse.left),
                                date.plusDays((long) Math.ceil(end / 24) - 1),
                                purse.works));
            }
            return new VoucherCover(parts, byTenant, sum);
        }
    }
}
