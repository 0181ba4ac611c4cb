package dev.medley.core.plan.weeks;

import dev.medley.core.market.Auctioneer;
import dev.medley.core.market.Clearing;
import dev.medley.core.market.Effort;
import dev.medley.core.market.MarketBuilder;
import dev.medley.core.market.TenantShare;
import dev.medley.core.market.Terms;

import java.util.ArrayList;
import java.util.TreeMap;

/// Sells what jobs leave of one week to the services: nothing joins their weeks, so each week is a
/// market of its own, cleared from the prices that are known.
final class WeekMarket {

    private static final int MOVES_PER_LOT = 250;

    /// Largest sum of values of one week; beyond it the market cannot count.
    private static final double MOST = 1e12;

    private final Draft draft;
    private final WeekBook book;
    private final WeekPrices prices;

    WeekMarket(Draft draft, WeekBook book, WeekPrices prices) {
        this.draft = draft;
        this.book = book;
        this.prices = prices;
    }

    /// @param lots increments of services in the week
    void clear(int week, Iterable<Integer> lots) {
        var supply = draft.supply;
        var builder = new MarketBuilder(Terms.totalValue());
        double units = units(lots);
        var known = new TreeMap<String, Double>();
        for (int p = 0; p < supply.pools(); p++) {
            int place = draft.place(week, p);
            builder.pool("p" + p, Math.max(0, draft.calendar.free(place)));
            known.put("p" + p, prices.price()[supply.row(week, p)] * units);
        }
        for (int q = 0; q < supply.purses().size(); q++) {
            var purse = supply.purses().get(q);
            builder.budget(purse.id(), draft.left[week * supply.purses().size() + q]);
            double unit = purse.ofMoney() ? units / Supply.UNITS : units;
            known.put(purse.id(), prices.price()[supply.purseRow(week, q)] * unit);
        }
        int tenant = builder.tenant(TenantShare.of("all"));
        var offered = new ArrayList<Integer>();
        for (int lot : lots) {
            offered.add(lot);
            builder.lot("%08d".formatted(lot), tenant);
            int a = book.ask[lot];
            var service = service(a);
            var places = draft.placesBefore(a, service, week);
            int before = week == 0 ? Draft.NONE : before(lot);
            double unit = units * prices.weight()[book.group(a)];
            int stays = Draft.NONE;
            for (int b = book.start[lot]; b < book.start[lot + 1]; b++) {
                int k = book.candidate[b];
                double lost = draft.lost(service, week, book.part[lot], k, places);
                var one = service.lots().get(week).get(book.part[lot]).get(k);
                double value = (1 - lost) * draft.value.ofService(one, week);
                builder.bid(Math.max(1, Math.round(value * unit)))
                        .use(book.pool[b], (long) book.use[b]);
                stays = k == before ? b - book.start[lot] : stays;
                if (book.moneyPurse[lot] >= 0) {
                    builder.spend(
                            book.moneyPurse[lot],
                            (long) Math.ceil(book.money[b] * Supply.UNITS - 1e-9));
                }
                if (book.devicePurse[lot] >= 0) {
                    builder.spend(book.devicePurse[lot], (long) book.use[b]);
                }
            }
            if (stays != Draft.NONE) {
                builder.incumbent(stays, 0);
            }
        }
        if (offered.isEmpty()) {
            return;
        }
        var effort = new Effort((long) MOVES_PER_LOT * offered.size(), 0, false, 0);
        var clearing = Auctioneer.clearFrom(builder.build(), effort, known);
        for (int i = 0; i < offered.size(); i++) {
            int choice = clearing.choice(i);
            if (choice != Clearing.NONE) {
                int lot = offered.get(i);
                draft.serve(
                        book.ask[lot],
                        week,
                        book.part[lot],
                        book.candidate[book.start[lot] + choice]);
            }
        }
    }

    /// What the increment took the week before, where its candidates were the same.
    private int before(int lot) {
        int week = book.week[lot];
        int a = book.ask[lot];
        var service = service(a);
        boolean same = service.lots().get(week - 1).equals(service.lots().get(week));
        return same ? draft.taken[a][week - 1][book.part[lot]] : Draft.NONE;
    }

    private Ask.Service service(int a) {
        return switch (draft.asks.get(a)) {
            case Ask.Service service -> service;
            case Ask.Job job -> throw new IllegalArgumentException(job.work().name());
        };
    }

    /// Market units of one equivalent: thousandths, or coarser ones where weights of tenants are
    /// large.
    private double units(Iterable<Integer> lots) {
        double all = 0;
        for (int lot : lots) {
            all += prices.weight()[book.group(book.ask[lot])] * book.top[lot];
        }
        return Math.min(Supply.UNITS, MOST / Math.max(all, Double.MIN_NORMAL));
    }
}
