package dev.medley.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

class CertificateTest {
    @Test
    void holdsEveryBidOnceAndTheChosenOnesAddUp() {
        var clearing = Auctioneer.clear(TinyMarkets.seed(3).lots(20).build());
        var certificate = clearing.certificate();
        var lines = new ArrayList<Certificate.BidLine>();
        certificate.forEachBid(lines::add);

        assertThat(lines).hasSize((int) certificate.header().bids());
        assertThat(lines).extracting(Certificate.BidLine::bid).doesNotHaveDuplicates();
        assertThat(
                        lines.stream()
                                .filter(Certificate.BidLine::chosen)
                                .mapToLong(Certificate.BidLine::value)
                                .sum())
                .isEqualTo(clearing.totalValue());
        assertThat(lines).noneMatch(line -> line.chosen() && line.leftOut());
    }

    @Test
    void sameMarketGivesTheSameLines() {
        var one = Auctioneer.clear(TinyMarkets.seed(4).lots(25).classes(2).build()).certificate();
        var two = Auctioneer.clear(TinyMarkets.seed(4).lots(25).classes(2).build()).certificate();
        assertThat(two.header()).isEqualTo(one.header());
        assertThat(two.pools()).isEqualTo(one.pools());
        assertThat(two.budgets()).isEqualTo(one.budgets());
        assertThat(two.stages()).isEqualTo(one.stages());
        var lines = new ArrayList<Certificate.BidLine>();
        one.forEachBid(lines::add);
        var others = new ArrayList<Certificate.BidLine>();
        two.forEachBid(others::add);
        assertThat(others).isEqualTo(lines);
    }
}
