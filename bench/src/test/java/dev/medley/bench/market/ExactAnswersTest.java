package dev.medley.bench.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.market.Auctioneer;

import org.junit.jupiter.api.Test;

/// The market against the exact answers of OR-Tools.
class ExactAnswersTest {
    @Test
    void planAndBoundEncloseTheOptimumOfSmallMarkets() {
        for (long seed = 1; seed <= 5; seed++) {
            var market = GeneratedMarket.of(30, seed).build();
            var clearing = Auctioneer.clear(market);
            var exact = Peers.integer(market, 20, 1);
            assertThat(clearing.bound()).as("seed %d", seed).isGreaterThanOrEqualTo(exact.value());
            assertThat(clearing.objective())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(exact.bound() + 1e-6);
            if (exact.solved()) {
                assertThat(clearing.objective())
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(0.98 * exact.value());
            }
        }
    }

    @Test
    void pricesSolveTheLinearRelaxationOfMiddleMarkets() {
        for (long seed = 1; seed <= 3; seed++) {
            var market = GeneratedMarket.of(300, seed).build();
            var stage = Auctioneer.clear(market).stages().getLast();
            var linear = Peers.linear(market, "GLOP");
            assertThat(linear.solved()).isTrue();
            assertThat(stage.priceBound())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(linear.value() * (1 - 1e-9))
                    .isLessThanOrEqualTo(linear.value() * 1.001);
        }
    }
}
