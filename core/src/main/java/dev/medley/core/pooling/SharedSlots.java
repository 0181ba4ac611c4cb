package dev.medley.core.pooling;

import java.util.ArrayList;
import java.util.List;

/// What users of models that share slots by time meet.
///
/// GOALS. From rates alone, how many requests find their model not loaded, and how many find no
/// slot to load it into; closed formulas, so that a plan can ask thousands of times.
///
/// MODEL. A slot holds one model. A request whose model is loaded is served at once; another loads
/// it into a free slot or in place of the model that was asked for longest ago and is idle.
///
/// ALGORITHM. Without loading times and requests in flight this is a cache of k entries that drops
/// the least recently used, for which Che's approximation holds (Che, Tung and Wang, 2002): there
/// is a time T after which an unused model is gone, the same for all, and it makes the expected
/// number of loaded models equal the slots. A model is renewed by every request and stays for T
/// after its request is done, so it is gone with probability exp(-rate x T) between requests; a
/// busy period of loading and serving holds its slot longer, which the sum counts as well. A
/// request is blocked when all slots are busy loading or serving other models: with each model busy
/// on its own, the number of busy ones is a sum of independent yes or no.
///
/// EXAMPLE. Ten models, each asked for once in ten minutes, share four slots. T = 307 s gives an
/// expected 4 loaded models, and exp(-307/600) = 60 % of requests load first.
public final class SharedSlots {

    private static final int STEPS = 200;

    private SharedSlots() {}

    /// What one model meets.
    ///
    /// @param cold share of its requests that find it not loaded
    /// @param blocked share of its requests that find it not loaded and every slot busy
    /// @param loaded share of time that it holds a slot
    public record Experience(double cold, double blocked, double loaded) {}

    /// Of all models together.
    ///
    /// @param keepSeconds time after which an unused model is gone; infinite when all fit
    /// @param busy share of the slots' time that loads or serves
    public record Sharing(List<Experience> models, double keepSeconds, double busy) {
        public Sharing {
            models = List.copyOf(models);
        }
    }

    /// These models in so many slots.
    public static Sharing of(List<Tenancy> models, int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("Models share at least one slot, not " + slots);
        }
        double keep = slots >= models.size() ? Double.POSITIVE_INFINITY : keep(models, slots);
        var experiences = new ArrayList<Experience>();
        double busy = 0;
        for (int i = 0; i < models.size(); i++) {
            double cold = cold(models.get(i), keep);
            double blocked = cold == 0 ? 0 : cold * allBusy(models, i, slots, keep);
            experiences.add(new Experience(cold, blocked, loaded(models.get(i), keep)));
            busy += busy(models.get(i), keep);
        }
        return new Sharing(experiences, keep, Math.min(1, busy / slots));
    }

    private static double keep(List<Tenancy> models, int slots) {
        double low = 0;
        double high = 1;
        while (sum(models, high) < slots && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > 1e-9 * high; i++) {
            double middle = (low + high) / 2;
            if (sum(models, middle) < slots) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double sum(List<Tenancy> models, double keep) {
        return models.stream().mapToDouble(model -> loaded(model, keep)).sum();
    }

    /// A model is away for one mean gap between requests, then loads, serves, and stays until no
    /// request has come for the keeping time.
    private static double loaded(Tenancy model, double keep) {
        if (Double.isInfinite(keep)) {
            return 1;
        }
        double away = 1 / model.requestsPerSecond();
        return stay(model, keep) / (stay(model, keep) + away);
    }

    /// Expected time from loading to eviction. Each request in flight or younger than the keeping
    /// time renews the stay: a busy period of requests that each last service and keeping.
    private static double stay(Tenancy model, double keep) {
        double each = model.requestSeconds() + keep;
        double rate = model.requestsPerSecond();
        return model.loadSeconds() + StrictMath.expm1(Math.min(500, rate * each)) / rate;
    }

    /// Requests that begin a stay, over all requests of a cycle.
    private static double cold(Tenancy model, double keep) {
        if (Double.isInfinite(keep)) {
            return 0;
        }
        double rate = model.requestsPerSecond();
        return Math.min(1, 1 / (1 + rate * stay(model, keep)) * (1 + rate * model.loadSeconds()));
    }

    /// Share of time that a model loads or serves.
    private static double busy(Tenancy model, double keep) {
        double serving = -StrictMath.expm1(-model.requestsPerSecond() * model.requestSeconds());
        if (Double.isInfinite(keep)) {
            return serving;
        }
        double cycle = stay(model, keep) + 1 / model.requestsPerSecond();
        return Math.min(1, serving + model.loadSeconds() / cycle);
    }

    /// Probability that the other models keep all slots busy.
    private static double allBusy(List<Tenancy> models, int self, int slots, double keep) {
        double[] count = new double[slots + 1];
        count[0] = 1;
        for (int i = 0; i < models.size(); i++) {
            if (i == self) {
                continue;
            }
            double p = busy(models.get(i), keep);
            for (int n = slots; n >= 0; n--) {
                double more = n == 0 ? 0 : count[n - 1] * p;
                count[n] = count[n] * (n == slots ? 1 : 1 - p) + more;
            }
        }
        return count[slots];
    }
}
