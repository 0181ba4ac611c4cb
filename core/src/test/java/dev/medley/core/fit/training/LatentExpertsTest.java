package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.FeedForward;

import org.junit.jupiter.api.Test;

class LatentExpertsTest {

    private static final FeedForward.Experts WIDE =
            new FeedForward.Experts(512, 22, 672, 6400, 40, 0, false);

    private static final FeedForward.Experts LATENT =
            new FeedForward.Experts(512, 22, 672, 6400, 40, 0, false, 1024);

    @Test
    void expertsOfALatentSpaceAreSentNarrowVectorsAndAreWiderInside() {
        assertThat(LATENT.sent(4096)).isEqualTo(1024);
        assertThat(LATENT.innerWidth(4096)).isEqualTo(2688);
        assertThat(WIDE.sent(4096)).isEqualTo(4096);
        assertThat(WIDE.innerWidth(4096)).isEqualTo(672);
    }

    @Test
    void theyHaveAsManyParametersAsTheirWidthForTheFullOneSays() {
        double wide = WIDE.innerWidth(4096) * WIDE.sent(4096);
        assertThat(LATENT.innerWidth(4096) * LATENT.sent(4096)).isEqualTo(wide);
    }
}
