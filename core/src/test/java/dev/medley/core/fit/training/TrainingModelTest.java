package dev.medley.core.fit.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.training.TrainingConfiguration.Degrees;

import org.junit.jupiter.api.Test;

import java.util.List;

class TrainingModelTest {

    private static final Layout LAYOUT = new Layout(TrainingParameters.of(List.of()));

    private final TrainingModel model = new TrainingModel(LAYOUT, LAYOUT.priors());

    private static TrainingConfiguration llama70b(Degrees degrees, double sequencesPerReplica) {
        var c = Cast.configuration(Cast.llama70b(), Cast.h100(), degrees);
        return batch(c, sequencesPerReplica * degrees.data());
    }

    private static TrainingConfiguration batch(TrainingConfiguration c, double sequences) {
        return new TrainingConfiguration(
                c.model(),
                c.chip(),
                c.devices(),
                c.degrees(),
                c.microbatch(),
                sequences,
                c.sequenceLength(),
                c.precision(),
                c.method(),
                c.software(),
                c.sharding(),
                c.recompute());
    }

    @Test
    void moreReplicasNeverRaiseTheRateOfADevice() {
        double before = Double.MAX_VALUE;
        for (int replicas = 1; replicas <= 256; replicas *= 2) {
            double rate =
                    model.predict(llama70b(new Degrees(8, 4, replicas, 1, 1, 1), 32))
                            .tokensPerSecond();
            assertThat(rate).as("%d replicas", replicas).isLessThanOrEqualTo(before);
            before = rate;
        }
    }

    @Test
    void bubbleShrinksWithMicrobatchesAndVirtualStages() {
        double few = bubbleShare(new Degrees(8, 4, 1, 1, 1, 1), 8);
        double many = bubbleShare(new Degrees(8, 4, 1, 1, 1, 1), 64);
        double interleaved = bubbleShare(new Degrees(8, 4, 1, 1, 1, 5), 8);
        assertThat(many).isLessThan(few / 4);
        assertThat(interleaved).isLessThan(few / 3);
    }

    private double bubbleShare(Degrees degrees, double microbatches) {
        var prediction = model.predict(llama70b(degrees, microbatches));
        return prediction.terms().bubble() / prediction.stepSeconds();
    }

    @Test
    void stepSecondsAndTokensAgree() {
        var c = llama70b(new Degrees(8, 4, 2, 1, 1, 1), 32);
        var prediction = model.predict(c);
        double tokens = prediction.tokensPerSecond() * c.devices() * prediction.stepSeconds();
        assertThat(tokens).isCloseTo(64 * 8192.0, org.assertj.core.data.Offset.offset(1.0));
        assertThat(prediction.terms().total()).isEqualTo(prediction.stepSeconds());
    }

    @Test
    void longerSequencesCostMorePerToken() {
        var c = llama70b(new Degrees(8, 4, 1, 1, 1, 1), 32);
        var longer =
                new TrainingConfiguration(
                        c.model(),
                        c.chip(),
                        c.devices(),
                        c.degrees(),
                        1,
                        32,
                        65_536,
                        c.precision(),
                        c.method(),
                        c.software(),
                        c.sharding(),
                        c.recompute());
        assertThat(model.predict(longer).tokensPerSecond())
                .isLessThan(model.predict(c).tokensPerSecond());
    }

    @Test
    void expertsOverTheNetworkCostMoreThanWithinADomain() {
        var within =
                Cast.configuration(Cast.qwenMoe(), Cast.h100(), new Degrees(1, 1, 64, 8, 1, 1));
        var across =
                Cast.configuration(Cast.qwenMoe(), Cast.h100(), new Degrees(1, 1, 64, 64, 1, 1));
        assertThat(model.predict(across).terms().communication())
                .isGreaterThan(model.predict(within).terms().communication());
    }

    @Test
    void drawsBetweenIdleAndALittleOverDesignPower() {
        var prediction = model.predict(llama70b(new Degrees(8, 4, 1, 1, 1, 1), 32));
        assertThat(prediction.watts()).isBetween(0.5 * 700, 1.3 * 700);
    }

    @Test
    void reachesBetweenAThirdAndTwoThirdsOfThePeakAtItsPriors() {
        var prediction = model.predict(llama70b(new Degrees(4, 4, 4, 1, 1, 5), 64));
        double utilisation = prediction.tokensPerSecond() * 6 * 70.6e9 / 989.4e12;
        assertThat(utilisation).isBetween(0.33, 0.67);
    }
}
