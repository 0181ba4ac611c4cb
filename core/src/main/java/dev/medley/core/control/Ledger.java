package dev.medley.core.control;

import static dev.medley.core.fleet.Carving.SHARES;

import dev.medley.core.fleet.Carving;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Device-milliseconds that tenants have had: all of them, exactly, and what counts of them today.
/// Parts of carved devices count as the shares of a device that they are ([Carving#SHARES]).
public final class Ledger {

    /// What tenants have had is reckoned so many times per half-life, and holds in between: were it
    /// reckoned in every round, devices would wander between tenants from round to round.
    private static final int RECKONINGS = 6;

    private final long halfLifeMs;
    private final long reckoningMs;
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    private static final class Account {
        /// Shares of devices that it holds now.
        long held;

        long sinceMs;

        /// Whole device-milliseconds, and shares of one beyond.
        long deviceMs;

        long rest;
        double recent;

        /// What `recent` was at the last reckoning before `sinceMs`.
        double reckoned;
    }

    Ledger(long halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
        this.reckoningMs = Math.max(1, halfLifeMs / RECKONINGS);
    }

    /// What there is to go on from.
    SortedMap<String, Snapshot.Account> accounts() {
        var all = new TreeMap<String, Snapshot.Account>();
        accounts.forEach(
                (tenant, a) ->
                        all.put(
                                tenant,
                                new Snapshot.Account(
                                        a.held / SHARES,
                                        a.sinceMs,
                                        a.deviceMs,
                                        a.recent,
                                        a.reckoned,
                                        orNull(a.held % SHARES),
                                        orNull(a.rest))));
        return all;
    }

    private static @Nullable Long orNull(long shares) {
        return shares == 0 ? null : (Long) shares;
    }

    private static long orZero(@Nullable Long shares) {
        return shares == null ? 0 : shares;
    }

    /// Goes on from there.
    void open(String tenant, Snapshot.Account from) {
        var account = new Account();
        account.held = from.held() * SHARES + orZero(from.heldShares());
        account.sinceMs = from.sinceMs();
        account.deviceMs = from.deviceMs();
        account.rest = orZero(from.deviceMsShares());
        account.recent = from.recent();
        account.reckoned = from.reckoned();
        accounts.put(tenant, account);
    }

    /// A tenant holds so many shares of devices more (or fewer) from now on.
    void hold(String tenant, long shares, long atMs) {
        var account = accounts.computeIfAbsent(tenant, _ -> new Account());
        long elapsed = atMs - account.sinceMs;
        account.reckoned = reckoned(account, atMs);
        account.recent = recent(account, atMs);
        long rest = rest(account, elapsed);
        account.deviceMs += deviceMs(account, elapsed);
        account.rest = rest;
        account.sinceMs = atMs;
        account.held += shares;
    }

    /// Whole device-milliseconds of a time in which nothing changes: devices first, so that no
    /// product grows beyond what a long holds.
    private static long deviceMs(Account account, long elapsed) {
        return account.held / SHARES * elapsed
                + Math.floorDiv(account.held % SHARES * elapsed + account.rest, SHARES);
    }

    private static long rest(Account account, long elapsed) {
        return Math.floorMod(account.held % SHARES * elapsed + account.rest, (long) SHARES);
    }

    private double recent(Account account, long atMs) {
        long elapsed = atMs - account.sinceMs;
        double kept = StrictMath.pow(0.5, (double) elapsed / halfLifeMs);
        double meanLife = halfLifeMs / StrictMath.log(2);
        return account.recent * kept + (double) account.held / SHARES * meanLife * (1 - kept);
    }

    /// Device-milliseconds per tenant until now; less than one is left out.
    public SortedMap<String, Long> deviceMs(long atMs) {
        var all = new TreeMap<String, Long>();
        accounts.forEach(
                (tenant, a) -> all.put(tenant, a.deviceMs + deviceMs(a, atMs - a.sinceMs)));
        return Collections.unmodifiableSortedMap(all);
    }

    /// Whole devices per tenant now; less than one is left out.
    public SortedMap<String, Long> held() {
        var all = new TreeMap<String, Long>();
        accounts.forEach((tenant, a) -> all.put(tenant, a.held / SHARES));
        return Collections.unmodifiableSortedMap(all);
    }

    /// Device-milliseconds until the last reckoning, those long ago counting less.
    double recent(String tenant, long atMs) {
        var account = accounts.get(tenant);
        return account == null ? 0 : reckoned(account, atMs);
    }

    private double reckoned(Account account, long atMs) {
        long last = atMs - atMs % reckoningMs;
        return last > account.sinceMs ? recent(account, last) : account.reckoned;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        accounts.forEach(
                (tenant, a) ->
                        text.append(
                                "%s held=%d since=%d deviceMs=%d+%d recent=%s reckoned=%s%n"
                                        .formatted(
                                                tenant,
                                                a.held,
                                                a.sinceMs,
                                                a.deviceMs,
                                                a.rest,
                                                a.recent,
                                                a.reckoned)));
        return text.toString();
    }
}
