package dev.medley.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fit.Reason;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class BooksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Commodity CNY = Commodity.money("CNY");

    private static Account account(String id) {
        return new Account(Account.Holder.TENANT, id, "usage");
    }

    private static Posting posting(String id, Posting.Leg... legs) {
        return new Posting(id, NOON, "", List.of(legs));
    }

    private static Posting.Leg leg(String account, Commodity commodity, long amount) {
        return new Posting.Leg(account(account), commodity, amount);
    }

    private static List<String> codes(Books.Answer answer) {
        return switch (answer) {
            case Books.Answer.Posted _ -> List.of();
            case Books.Answer.Refused(var reasons) -> reasons.stream().map(Reason::code).toList();
        };
    }

    @Test
    void takesWhatBalancesInEveryCommodity() {
        var books = new Books();
        var answer =
                books.post(
                        posting(
                                "a",
                                leg("one", CNY, -500),
                                leg("two", CNY, 500),
                                leg("two", Commodity.energy(), -3_600_000),
                                leg("one", Commodity.energy(), 3_600_000)));
        assertThat(codes(answer)).isEmpty();
        assertThat(books.balance(account("two"), CNY)).isEqualTo(500);
        assertThat(books.entries()).hasSize(1).first().matches(entry -> entry.number() == 1);
    }

    @Test
    void refusesWhatBalancesOnlyAcrossCommodities() {
        var books = new Books();
        var answer =
                books.post(
                        posting("a", leg("one", CNY, -5), leg("two", Commodity.money("USD"), 5)));
        assertThat(codes(answer)).containsExactly("unbalanced", "unbalanced");
        assertThat(books.entries()).isEmpty();
        assertThat(books.balances()).isEmpty();
    }

    @Test
    void refusesTheSamePostingTwiceAndOneBeforeTheLast() {
        var books = new Books();
        var first = posting("a", leg("one", CNY, -5), leg("two", CNY, 5));
        books.post(first);
        assertThat(codes(books.post(first))).containsExactly("posted-already");
        var earlier = new Posting("b", NOON.minusSeconds(1), "", first.legs());
        assertThat(codes(books.post(earlier))).containsExactly("out-of-order");
    }

    @Test
    void refusesEmptyLegsSingleLegsAndNamelessPostings() {
        var books = new Books();
        assertThat(codes(books.post(posting("a", leg("one", CNY, 0)))))
                .containsExactly("one-sided", "empty-leg");
        assertThat(codes(books.post(posting(" ", leg("one", CNY, -5), leg("two", CNY, 5)))))
                .containsExactly("no-id");
    }

    @Test
    void refusesAmountsThatLeaveTheRangeOfItsNumbers() {
        var books = new Books();
        long most = Long.MAX_VALUE;
        assertThat(codes(books.post(posting("a", leg("one", CNY, most), leg("two", CNY, most)))))
                .containsExactly("out-of-range");
        books.post(posting("b", leg("one", CNY, -most), leg("two", CNY, most)));
        assertThat(codes(books.post(posting("c", leg("one", CNY, -2), leg("two", CNY, 2)))))
                .containsExactly("out-of-range");
        assertThat(books.balance(account("two"), CNY)).isEqualTo(most);
    }

    @Test
    void balancesAfterThousandsOfRandomPostingsGoodAndBad() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var books = new Books();
            int refused = 0;
            for (int i = 0; i < 2_000; i++) {
                refused += codes(books.post(random(random, i))).isEmpty() ? 0 : 1;
            }
            assertThat(books.trialBalance().values()).as("seed %d", seed).containsOnly(0L);
            assertThat(refused).as("seed %d", seed).isBetween(300, 1_700);
            var sums = new TreeMap<Commodity, Long>();
            books.balances()
                    .values()
                    .forEach(of -> of.forEach((c, amount) -> sums.merge(c, amount, Long::sum)));
            assertThat(sums.values()).as("seed %d", seed).containsOnly(0L);
        }
    }

    private static Posting random(RandomGenerator random, int i) {
        long amount = random.nextLong(-10, 1_000);
        var commodity = random.nextBoolean() ? CNY : Commodity.deviceTime();
        long other = random.nextInt(4) == 0 ? amount + random.nextInt(2) : amount;
        return posting(
                "p" + (random.nextInt(10) == 0 ? random.nextInt(i + 1) : i),
                leg("t" + random.nextInt(5), commodity, -amount),
                leg("t" + random.nextInt(5), commodity, other));
    }
}
