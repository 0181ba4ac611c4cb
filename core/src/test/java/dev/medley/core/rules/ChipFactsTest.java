package dev.medley.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.ChipTraits;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Precision;
import dev.medley.core.catalog.Provenance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What rules see of a chip.
class ChipFactsTest {

    private static final Provenance MADE_UP = new Provenance("test", "", Confidence.HIGH, "");

    @Test
    void takesTheLargestOverPrecisions() {
        var facts = facts(Map.of(Precision.BF16, 197.0, Precision.INT8, 400.0), null, 1);
        assertThat(facts.figure(Variable.TPP))
                .isEqualTo(new Fact.Figure(3200, Confidence.HIGH, "int8 400 x 8"));
        assertThat(facts.figure(Variable.PD))
                .isEqualTo(new Fact.Figure(4, Confidence.HIGH, "TPP / die area"));
    }

    @Test
    void countsCircuitsOfACardApart() {
        var facts = facts(Map.of(Precision.INT8, 280.0), null, 2);
        assertThat(facts.figure(Variable.TPP))
                .isEqualTo(new Fact.Figure(1120, Confidence.HIGH, "int8 280 x 8 / 2 circuits"));
        assertThat(facts.figure(Variable.DIE_AREA))
                .extracting(figure -> figure.value())
                .isEqualTo(400.0);
    }

    @Test
    void believesAPublishedFigureThatKnowsMore() {
        var facts = facts(Map.of(Precision.FP8, 5033.0), 60_396.0, 1);
        assertThat(facts.figure(Variable.TPP))
                .extracting(figure -> figure.value())
                .isEqualTo(60_396.0);
        var rounded = facts(Map.of(Precision.FP8, 1978.9), 15_831.0, 1);
        assertThat(rounded.figure(Variable.TPP))
                .extracting(figure -> figure.basis())
                .isEqualTo("fp8 1,978.9 x 8");
    }

    @Test
    void knowsNoTppFromLongOperandsAlone() {
        assertThat(facts(Map.of(Precision.FP32, 24.5), null, 1).figure(Variable.TPP)).isNull();
        assertThat(facts(Map.of(), null, 1).figure(Variable.TPP)).isNull();
    }

    private static Facts facts(
            Map<Precision, Double> peaks, @Nullable Double stated, int circuits) {
        var traits =
                new ChipTraits(
                        "7nm", 800.0, null, stated, true, "", List.of(), List.of(), List.of(), "",
                        null, "US", circuits);
        var chip =
                new Chip(
                        "some-chip",
                        "some",
                        "Chip",
                        List.of(),
                        "family",
                        Chip.Status.SHIPPING,
                        "",
                        circuits,
                        new TreeMap<>(peaks),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "cuda",
                        traits,
                        MADE_UP,
                        new TreeMap<>());
        return ChipFacts.of(chip, Circumstances.NONE);
    }
}
