package dev.medley.core.fit.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Fit;
import dev.medley.core.fit.ShapeFit;
import dev.medley.core.work.InferenceService;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Experts over nodes: where engines can, what it brings and costs, and why not elsewhere.
class WideExpertsTest {

    private static final InferenceService CHAT = Chips.service(Chips.deepseek(), 3000.0, 60.0);

    private static ChipOffer offer(Chip chip, String stack, int devices) {
        return new ChipOffer(chip, stack, 8, 8, devices, 1, 0.1, 1.2);
    }

    private static Fit fit(ChipOffer offer) {
        return ServingFitter.fit(CHAT, offer, Calibration.none());
    }

    private static List<ShapeFit> shapes(ChipOffer offer) {
        assertThat(fit(offer)).isInstanceOf(Fit.Fits.class);
        return ((Fit.Fits) fit(offer)).shapes();
    }

    private static double bestPerDevice(List<ShapeFit> shapes) {
        return shapes.stream().mapToDouble(s -> s.rate() / s.shape().devices()).max().orElse(0);
    }

    private static int widest(List<ShapeFit> shapes) {
        return shapes.stream().mapToInt(s -> s.shape().expertParallel()).max().orElse(0);
    }

    private static Setup over(Chip chip, int ranks, int domains) {
        var device = Objects.requireNonNull(Device.of(chip));
        return new Setup(
                Chips.deepseek(),
                device,
                1,
                ranks,
                1,
                true,
                ranks > WideExperts.NODE,
                domains,
                false,
                Precision.FP8,
                Precision.FP8,
                Precision.BF16,
                false,
                Engine.SGLANG,
                "",
                false,
                true,
                1000,
                0,
                500,
                Double.POSITIVE_INFINITY,
                EngineLimits.usual(Engine.SGLANG),
                null);
    }

    private static Replica replica(Setup setup) {
        var basis = new ServingBasis(Calibration.none());
        return new Replica(setup, ModelCost.of(setup.model()), basis.coefficients(setup));
    }

    @Test
    void spreadsExpertsOverNodesAndSaysWhatItAssumes() {
        var fits = (Fit.Fits) fit(offer(Chips.h800(), "cuda", 128));
        var wide = fits.shapes().stream().filter(s -> s.shape().expertParallel() > 8).toList();

        assertThat(wide).isNotEmpty();
        assertThat(wide).allMatch(s -> s.shape().devices() <= 128);
        assertThat(wide).allMatch(s -> s.shape().tensorParallel() == 1);
        assertThat(wide).allMatch(s -> s.band().basisRows() == 0);
        assertThat(wide).allMatch(s -> s.band().high() > 2 * s.rate());
        for (var shape : wide) {
            assertThat(shape.ttftMs()).isLessThanOrEqualTo(3000);
            assertThat(shape.tpotMs()).isLessThanOrEqualTo(60);
        }
        assertThat(fits.assumptions()).anyMatch(s -> s.contains("over the network"));
    }

    @Test
    void servesMorePerDeviceOverNodesThanInOne() {
        double one = bestPerDevice(shapes(offer(Chips.h800(), "maca", 256)));
        double many = bestPerDevice(shapes(offer(Chips.h800(), "cuda", 256)));
        assertThat(many).isGreaterThan(2 * one);
    }

    @Test
    void keepsExpertsInTheDomainWhereNoEngineIsKnownToSpreadThem() {
        assertThat(widest(shapes(offer(Chips.h800(), "maca", 128)))).isLessThanOrEqualTo(8);
    }

    @Test
    void keepsExpertsInTheDomainWhereNobodyPublishedTheNetwork() {
        var chip = Chips.withNetwork(Chips.h800(), null);
        assertThat(widest(shapes(offer(chip, "cuda", 128)))).isLessThanOrEqualTo(8);
    }

    @Test
    void keepsExpertsInTheDomainWhereLinksDoNotJoinTheNode() {
        var offer = new ChipOffer(Chips.h800(), "cuda", 8, 2, 128, 1, 0.1, 1.2);
        assertThat(widest(shapes(offer))).isLessThanOrEqualTo(8);
    }

    @Test
    void refusalSaysWhyExpertsStayInTheDomain() {
        var hurried = Chips.service(Chips.deepseek(), null, 2.0);
        var fit = ServingFitter.fit(hurried, offer(Chips.a100(), "maca", 16), Calibration.none());
        assertThat(((Fit.Rejected) fit).reasons())
                .anySatisfy(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("experts-within-domain");
                            assertThat(reason.text()).contains("maca").contains("domain of 8");
                        });
    }

    @Test
    void slowerNetworkNeverServesMore() {
        double previous = Double.POSITIVE_INFINITY;
        for (double gbps : new double[] {1600, 400, 100, 25}) {
            var offer = offer(Chips.withNetwork(Chips.h800(), gbps), "cuda", 128);
            double rate = bestPerDevice(shapes(offer));
            assertThat(rate).isLessThanOrEqualTo(previous * 1.0001);
            previous = rate;
        }
    }

    @Test
    void largerReplicasPayPerDevice() {
        var wide =
                shapes(offer(Chips.h800(), "cuda", 512)).stream()
                        .filter(s -> s.shape().expertParallel() > 8)
                        .toList();
        for (int i = 1; i < wide.size(); i++) {
            var smaller = wide.get(i - 1);
            var larger = wide.get(i);
            assertThat(larger.rate() / larger.shape().devices())
                    .isGreaterThan(smaller.rate() / smaller.shape().devices());
        }
    }

    @Test
    void sendsRowsToTheirExpertsAndBack() {
        var setup = over(Chips.h800(), 32, 4);
        var cost = ModelCost.of(setup.model());
        double seconds = WideExperts.seconds(setup, cost, 32 * 128, 0, 0.24);
        double bytes = 128 * 8 * 0.75 * 7168 * 3;
        assertThat(seconds).isCloseTo(bytes / (50e9 * 0.76) / 2, within(1e-9));
    }

    @Test
    void promptsCrossToADomainOnce() {
        var setup = over(Chips.h800(), 32, 4);
        var cost = ModelCost.of(setup.model());
        double decoding = WideExperts.seconds(setup, cost, 32 * 4096, 0, 0.24);
        double prompts = WideExperts.seconds(setup, cost, 0, 32 * 4096, 0.24);
        assertThat(prompts).isLessThan(0.5 * decoding);
    }

    @Test
    void holdsFewerExpertsPerDeviceTheMoreThereAre() {
        var narrow = replica(over(Chips.h800(), 16, 2)).predict().memory().weightsBytes();
        var wide = replica(over(Chips.h800(), 128, 16)).predict().memory().weightsBytes();
        assertThat(wide).isLessThan(0.5 * narrow);
    }

    @Test
    void fillsPlacesThatDoNotDivideWithSecondCopies() {
        var setup = over(Chips.h800(), 72, 9);
        assertThat(WideExperts.copies(setup, ModelCost.of(setup.model()))).isEqualTo(288.0 / 256);
    }

    @Test
    void onePromptIsNotFasterForHavingNeighbours() {
        double within = replica(over(Chips.h800(), 8, 1)).prefillSeconds();
        double over = replica(over(Chips.h800(), 64, 8)).prefillSeconds();
        assertThat(over).isGreaterThan(within);
    }
}
