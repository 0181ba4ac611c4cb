package dev.medley.core.control;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Device-milliseconds that tenants have had: all of them, exactly, and what counts of them today.
public final class Ledger {

    /// What tenants have had is reckoned so many times per half-life, and holds in between: were it
    /// reckoned in every round, devices would wander between tenants from round to round.
    private static final int RECKONINGS = 6;

    private final long halfLifeMs;
    private final long reckoningMs;
    private final TreeMap<String, Account> accounts = new TreeMap<>();

    private static final class Account {
        long held;
        long sinceMs;
        long deviceMs;
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
                                        a.held, a.sinceMs, a.deviceMs, a.recent, a.reckoned)));
        return all;
    }

    /// Goes on from there.
    void open(String tenant, Snapshot.Account from) {
        var account = new Account();
        account.held = from.held();
        account.sinceMs = from.sinceMs();
        account.deviceMs = from.deviceMs();
        account.recent = from.recent();
        account.reckoned = from.reckoned();
        accounts.put(tenant, account);
    }

    /// A tenant holds so many devices more (or fewer) from now on.
    void hold(String tenant, int devices, long atMs) {
        var account = accounts.computeIfAbsent(tenant, _ -> new Account());
        long elapsed = atMs - account.sinceMs;
        account.reckoned = reckoned(account, atMs);
        account.recent = recent(account, atMs);
        account.deviceMs += account.held * elapsed;
        account.sinceMs = atMs;
        account.held += devices;
    }

    private double recent(Account account, long atMs) {
        long elapsed = atMs - account.sinceMs;
        double kept = StrictMath.pow(0.5, (double) elapsed / halfLifeMs);
        double meanLife = halfLifeMs / StrictMath.log(2);
        return account.recent * kept + account.held * meanLife * (1 - kept);
    }

    /// Device-milliseconds per tenant until now.
    public SortedMap<String, Long> deviceMs(long atMs) {
        var all = new TreeMap<String, Long>();
        accounts.forEach((tenant, a) -> all.put(tenant, a.deviceMs + a.held * (atMs - a.sinceMs)));
        return Collections.unmodifiableSortedMap(all);
    }

    /// Devices per tenant now.
    public SortedMap<String, Long> held() {
        var all = new TreeMap<String, Long>();
        accounts.forEach((tenant, a) -> all.put(tenant, a.held));
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
                                "%s held=%d since=%d deviceMs=%d recent=%s reckoned=%s%n"
                                        .formatted(
                                                tenant,
                                                a.held,
                                                a.sinceMs,
                                                a.deviceMs,
                                                a.recent,
                                                a.reckoned)));
        return text.toString();
    }
}
