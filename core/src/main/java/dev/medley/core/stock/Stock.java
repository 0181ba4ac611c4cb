package dev.medley.core.stock;

import dev.medley.core.fleet.Pool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The devices of today, and what is known of those of later days.
///
/// @param pools with the devices of today; a pool that is only planned has 0 of them
/// @param failures by pool; nothing fails in pools not named
/// @param spares devices per pool that stand in for failed ones and count nowhere else
/// @param offers what could be had; part of no forecast until it is taken up
public record Stock(
        List<Pool> pools,
        SortedMap<String, Failures> failures,
        SortedMap<String, Integer> spares,
        List<Arrival> arrivals,
        List<Lease> leases,
        List<Retirement> retirements,
        List<Offer> offers) {

    public Stock {
        pools = List.copyOf(pools);
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        spares = Collections.unmodifiableSortedMap(new TreeMap<>(spares));
        arrivals = List.copyOf(arrivals);
        leases = List.copyOf(leases);
        retirements = List.copyOf(retirements);
        offers = List.copyOf(offers);
    }

    /// Pools that stay as they are.
    public static Stock still(List<Pool> pools) {
        return new Stock(
                pools,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// Whether anything is known of later days.
    public boolean changes() {
        return !failures.isEmpty()
                || !arrivals.isEmpty()
                || !leases.isEmpty()
                || !retirements.isEmpty();
    }

    Failures failuresOf(String pool) {
        return failures.getOrDefault(pool, Failures.NONE);
    }

    public @Nullable Offer offer(String name) {
        return offers.stream().filter(offer -> offer.name().equals(name)).findFirst().orElse(null);
    }

    /// The same, with this offer taken up and no longer offered.
    public Stock taking(Offer offer) {
        var others = offers.stream().filter(other -> !other.equals(offer)).toList();
        var more = new ArrayList<>(arrivals);
        more.add(
                new Arrival(
                        offer.name(), offer.pool(), offer.devices(), offer.date(), offer.until()));
        return new Stock(pools, failures, spares, more, leases, retirements, others);
    }

    /// The same with these arrivals only.
    public Stock withArrivals(List<Arrival> some) {
        return new Stock(pools, failures, spares, some, leases, retirements, offers);
    }

    /// Pools with the most devices that they can have on any day, spares left out.
    public List<Pool> largest() {
        return pools.stream()
                .map(
                        pool -> {
                            int more = 0;
                            for (var arrival : arrivals) {
                                more += arrival.pool().equals(pool.id()) ? arrival.devices() : 0;
                            }
                            for (var offer : offers) {
                                more += offer.pool().equals(pool.id()) ? offer.devices() : 0;
                            }
                            return pool.withDevices(pool.devices() + more);
                        })
                .toList();
    }
}
