package dev.medley.core.fit.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.fleet.Carving;
import dev.medley.core.plan.Village;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// A part of a device serves like a smaller chip, alone.
class PartsOfDevicesTest {

    private static ChipOffer whole() {
        return Chips.offer(Chips.h20(), 8);
    }

    private static ChipOffer parts(int parts) {
        var carving = Carving.into(parts);
        var chip = carving.of(Chips.h20());
        return new ChipOffer(chip, chip.stack(), 8 * parts, 1, 1, 1.0 / parts, 0.1, 1.2, carving);
    }

    private static Fit fit(Model model, ChipOffer offer) {
        var service = Chips.service(model, null, null);
        return ServingFitter.fit(service, offer, Calibration.none());
    }

    private static List<ShapeFit> shapes(ChipOffer offer) {
        return ((Fit.Fits) fit(Village.MODEL, offer)).shapes();
    }

    private static double perSecond(ChipOffer offer) {
        return shapes(offer).getFirst().rate();
    }

    @Test
    void aPartServesAloneAndAPartOfTheLoad() {
        assertThat(shapes(parts(4))).hasSize(1).allMatch(fit -> fit.shape().devices() == 1);
        // Steps of four processes overlap in what does not shrink with them.
        assertThat(perSecond(parts(4)))
                .isBetween(perSecond(whole()) / 8, perSecond(whole()) / 4 * 1.2);
    }

    @Test
    void allPartsDrawNoMoreThanTheDeviceAtWork() {
        double device = shapes(whole()).getFirst().watts();
        assertThat(4 * shapes(parts(4)).getFirst().watts()).isBetween(0.5 * device, 1.1 * device);
    }

    @Test
    void aPartHasItsShareOfEverythingButTheName() {
        var chip = Chips.h20();
        var part = chip.carved(7, 1.0 / 8, 1.0 / 7);
        assertThat(part.id()).isEqualTo(chip.id());
        assertThat(part.perDevice(Objects.requireNonNull(part.memoryGb())))
                .isEqualTo(Objects.requireNonNull(chip.memoryGb()) / 8);
        assertThat(flops(part)).isCloseTo(flops(chip) / 7, Offset.offset(1.0));
    }

    private static double flops(Chip chip) {
        return Objects.requireNonNull(chip.deviceFlops(Precision.BF16));
    }

    @Test
    void modelsThatAreTooLargeForAPartHearSo() {
        var fit = fit(Chips.llama70b(), parts(4));
        assertThat(((Fit.Rejected) fit).reasons())
                .singleElement()
                .satisfies(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("too-little-memory");
                            assertThat(reason.text()).contains("on one part of a device");
                        });
    }

    @Test
    void saysThatNobodyMeasuredParts() {
        var fits = (Fit.Fits) fit(Village.MODEL, parts(2));
        assertThat(fits.assumptions()).anyMatch(text -> text.startsWith("a part has 50 %"));
        assertThat(fits.shapes()).allMatch(shape -> shape.band().basisRows() == 0);
    }
}
