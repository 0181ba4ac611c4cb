package dev.medley.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class ArrivalsTest {

    private final List<Gang> list =
            IntStream.range(0, 100)
                    .mapToObj(i -> Gang.single("p" + i, Member.part(10 * (i + 1) % 1000 + 1, 0, 0)))
                    .toList();

    @Test
    void bringsTheListToTheLoad() {
        var arrivals = Arrivals.of(list, 100_000, 1.3, 7);

        long asked = arrivals.stream().mapToLong(Gang::totalMilli).sum();
        assertThat(asked).isBetween(129_000L, 130_000L);
        assertThat(arrivals.stream().map(Gang::id).distinct()).hasSameSizeAs(arrivals);
        for (var gang : list) {
            assertThat(arrivals.stream().map(Gang::member)).contains(gang.member());
        }
    }

    @Test
    void leavesOutWhatIsTooMuch() {
        var arrivals = Arrivals.of(list, 10_000, 1, 7);

        assertThat(arrivals.stream().mapToLong(Gang::totalMilli).sum()).isBetween(9_000L, 10_000L);
    }

    @Test
    void sameSeedSameOrder() {
        assertThat(Arrivals.of(list, 100_000, 1.3, 7))
                .isEqualTo(Arrivals.of(list, 100_000, 1.3, 7));
        assertThat(Arrivals.of(list, 100_000, 1.3, 7))
                .isNotEqualTo(Arrivals.of(list, 100_000, 1.3, 8));
    }
}
