package dev.medley.core.plan;

import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.ChipOffer;
import dev.medley.core.fit.Essence;
import dev.medley.core.fit.Fitting;
import dev.medley.core.work.Work;

import java.util.List;

/// The one scale of value: reference-device equivalents.
///
/// GOALS. Big work counts as big; a chip is judged by what it does for this very work; values of
/// training and serving can be added.
///
/// ALGORITHM. A rate is divided by the best rate per device that the work reaches on the policy's
/// reference chip. Work that cannot run on the reference chip is anchored at the fleet's chip that
/// gives it most per device: there, a device is worth what it is worth for the standard work of its
/// kind.
///
/// EXAMPLE. The reference is an H800. A job trains 1,000 tokens/s per H800 and 420 per 910C device.
/// 64 devices of 910C give 26,880 tokens/s, worth 26.9. A CANN-only job reaches 400 tokens/s per
/// 910C device; a 910C device trains the standard model at 0.4 of an H800, so 64 devices are worth
/// 64 x 0.4 = 25.6.
public final class Scale {

    private final FitTable fits;
    private final List<ChipOffer> offers;
    private final ChipOffer reference;
    private final Fitting fitting;
    private final Model standardModel;

    /// @param standardModel model whose training and serving compare chips for work that cannot run
    ///   on the reference
    public Scale(
            FitTable fits,
            List<ChipOffer> offers,
            ChipOffer reference,
            Fitting fitting,
            Model standardModel) {
        this.fits = fits;
        this.offers = List.copyOf(offers);
        this.reference = reference;
        this.fitting = fitting;
        this.standardModel = standardModel;
    }

    /// Equivalents of one unit of the rate of the work with this index; 0 when no chip of the fleet
    /// runs it.
    double perRate(Work work, int index) {
        double onReference = FitTable.bestPerDevice(fits.onReference(index));
        if (onReference > 0) {
            return 1 / onReference;
        }
        double best = 0;
        int anchor = 0;
        for (int pool = 0; pool < fits.pools(); pool++) {
            double rate = FitTable.bestPerDevice(fits.inPool(index, pool));
            if (rate > best) {
                best = rate;
                anchor = pool;
            }
        }
        return best == 0 ? 0 : standard(work, offers.get(anchor)) / best;
    }

    /// What a device of the offer is worth for the standard work of this kind; by dense 16-bit
    /// peaks where no standard work runs on both, and as much as the reference where even those are
    /// unknown.
    private double standard(Work work, ChipOffer offer) {
        var standard = Essence.standard(work, standardModel);
        if (standard != null) {
            double here = FitTable.bestPerDevice(fitting.fit(standard, offer));
            double there = FitTable.bestPerDevice(fitting.fit(standard, reference));
            if (here > 0 && there > 0) {
                return here / there;
            }
        }
        var here = offer.chip().deviceFlops(Precision.BF16);
        var there = reference.chip().deviceFlops(Precision.BF16);
        return here == null || there == null ? 1 : here / there;
    }
}
