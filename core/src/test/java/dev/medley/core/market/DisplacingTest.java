package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class DisplacingTest {
    private static final int SMALL = 15;
    private static final int DEVICES = 16;

    private final MarketBuilder builder = new MarketBuilder(Terms.totalValue());
    private final int pool = builder.pool("pool", DEVICES);
    private final int team = builder.tenant(TenantShare.of("team"));

    /// Fifteen small ones run, those with larger numbers worth more.
    private DisplacingTest() {
        for (int i = 0; i < SMALL; i++) {
            builder.lot("a%02d".formatted(i), team);
            builder.bid(100 + i).use(pool, 1);
            builder.incumbent(0, 0);
        }
    }

    /// Who has a seat where only what runs had one; rows come in the order of names.
    private boolean[] seatedAfter() {
        var market = builder.build();
        var book = Book.of(market);
        var goal = new Agenda(market, book).stage(0);
        var plan = new Plan(book, goal);
        for (int row = 0; row < book.lots(); row++) {
            plan.put(row, book.bidOf(book.kindOf[row], market.table.incumbent[row]));
        }
        var prices = PriceSearch.cold(book, goal);
        new Displacing(plan, Margins.at(book, goal, prices)).run();
        assertThat(plan.feasible()).isTrue();
        var seated = new boolean[book.lots()];
        for (int row = 0; row < seated.length; row++) {
            seated[row] = plan.choice[row] != Plan.NONE;
        }
        return seated;
    }

    @Test
    void aLargeGangComesInAndTheLeastWorthGiveWay() {
        builder.lot("gang", team);
        builder.bid(2_000).use(pool, 8);

        var expected = new boolean[SMALL + 1];
        Arrays.fill(expected, 7, SMALL + 1, true);
        assertThat(seatedAfter()).isEqualTo(expected);
    }

    @Test
    void whoeverGivesWayTakesWhatIsFreeElsewhere() {
        int other = builder.pool("other", 1);
        builder.lot("b", team);
        builder.bid(60).use(pool, 1).bid(50).use(other, 1);
        builder.incumbent(0, 0);
        builder.lot("gang", team);
        builder.bid(2_000).use(pool, 8);

        var expected = new boolean[SMALL + 2];
        Arrays.fill(expected, 7, SMALL + 2, true);
        assertThat(seatedAfter()).isEqualTo(expected);
    }

    @Test
    void nobodyGivesWayToAGangThatIsWorthLess() {
        builder.lot("gang", team);
        builder.bid(700).use(pool, 8);

        var expected = new boolean[SMALL + 1];
        Arrays.fill(expected, 0, SMALL, true);
        assertThat(seatedAfter()).isEqualTo(expected);
    }
}
