package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.TimeTerms;

/// Time of one iteration of continuous batching on one replica.
///
/// GOALS. Right within a tenth for offline batches, for a handful of sequences under a latency
/// limit, and for pure prefill; monotone in every hardware figure; a few hundred operations.
///
/// ALGORITHM. Sums of terms, because kernels of one layer run one after another; only products and
/// the weights they read overlap, joined by a p-norm. In an iteration B sequences decode one token
/// each while the prompts of B/out of them are prefilled, so B (1 + in/out) rows meet the weights.
/// A pipeline of p stages passes p groups of B/p sequences through, one after another.
///
/// EXAMPLE. 70 billion 8-bit parameters on one H200 (1.98 PFLOP/s, 4.8 TB/s), 300 sequences with as
/// long prompts as answers: 600 rows need 84 TFLOP, 90 ms at half the peak; reading 70 GB takes 17
/// ms and hides behind it; the cache of 300 x 1,500 tokens at 160 KB is 72 GB, 22 ms.
final class Iteration {

    /// FLOP per byte of memory traffic of an H100 SXM in 16 bits. A product with few rows is held
    /// up by its weights, so the rows at which it is half efficient grow with this ratio.
    private static final double USUAL_BALANCE =
            Coefficients.USUAL_FLOPS / Coefficients.USUAL_BANDWIDTH;

    /// What an all-reduce inside the switches sends, over the bytes reduced: once up and down, and
    /// what is lost against a ring's even flow.
    private static final double SWITCH_TRAFFIC = 1.2;

    /// Devices that the ramp of an all-reduce is given for; it grows with the others.
    private static final double USUAL_REDUCERS = 4;

    private final Setup setup;
    private final ModelCost cost;
    private final Coefficients k;
    private final double devices;
    private final double attentionDevices;
    private final double peak;
    private final double peak16;
    private final double vector;
    private final double bandwidth;
    private final double link;

    /// Logarithm of the chance that one row passes an expert by.
    private final double logMiss;

    private final double fresh;
    private final double pairsPerPrompt;
    private final double balance;

    /// Bytes that a device sends in an all-reduce, over the bytes reduced.
    private final double reduceTraffic;

    Iteration(Setup setup, ModelCost cost, Coefficients coefficients) {
        this.setup = setup;
        this.cost = cost;
        this.k = coefficients;
        devices = setup.tensorParallel();
        attentionDevices = setup.attentionDevices();
        peak = setup.device().peak(setup.compute());
        peak16 = setup.device().peak(Precision.BF16);
        vector = setup.device().vectorFlops();
        bandwidth = setup.device().bandwidth();
        balance = peak / bandwidth / USUAL_BALANCE;
        double prompt = setup.inputTokens();
        double cached = prompt * setup.cachedShare();
        fresh = prompt - cached;
        pairsPerPrompt = cost.causalPairs(prompt) - cost.causalPairs(cached);
        link = setup.device().linkBandwidth(setup.tensorParallel());
        double ring = 2 * (devices - 1) / devices;
        boolean inSwitch = setup.device().reducesInSwitch(setup.tensorParallel());
        reduceTraffic = inSwitch ? Math.min(SWITCH_TRAFFIC, ring) : ring;
        logMiss = StrictMath.log1p(-(double) cost.perToken() / cost.expertCount());
    }

    /// Steady load of so many sequences in flight, prompts of finished ones refilled at once.
    TimeTerms steady(double sequences) {
        double out = setup.outputTokens();
        return terms(sequences, sequences * fresh / out, sequences / out);
    }

    /// Decoding only.
    TimeTerms decode(double sequences) {
        return terms(sequences, 0, 0);
    }

    /// Prefilling only.
    TimeTerms prefill(double prompts) {
        return terms(0, prompts * fresh, prompts);
    }

    private TimeTerms terms(double sequences, double promptTokens, double prompts) {
        double stages = setup.pipelineParallel();
        double decoding = sequences / stages;
        double rows = (sequences + promptTokens) / stages;
        double sampled = (sequences + prompts) / stages;
        double touched = touched(rows);

        double products = products(rows, sampled, touched);
        double reads = weightBytes(touched) / (bandwidth * k.weightStream());
        double joined = joined(products, reads);
        double productShare = products / (products + reads);

        double skew = setup.attentionParallel() ? k.attentionImbalance() : 1;
        double context = setup.inputTokens() + setup.outputTokens() / 2;
        double cachedTokens = decoding * cost.cachedTokens(context);
        double cacheReads =
                skew
                        * cachedTokens
                        * cost.cacheWidth()
                        * setup.cache().bytes()
                        * cacheCopies()
                        / (devices * bandwidth * k.cacheStream());
        double pairs = prompts / stages * pairsPerPrompt;
        double attending =
                skew
                        * pairs
                        * cost.prefillPairFlops()
                        / (devices * peak16 * k.prefill() * k.arithmetic());
        attending += skew * pairs * cost.heads() / (devices * vector * k.softmax());
        if (cost.latent()) {
            attending +=
                    skew
                            * cachedTokens
                            * cost.decodePairFlops()
                            / (devices * peak16 * k.decode() * k.arithmetic());
        }
        double communication = communication(rows);
        double mixed = k.mixedLayer() * cost.layers() * mixed(sequences, promptTokens);
        double overhead = overhead(decoding, stages) + requests(sequences) + mixed;
        return new TimeTerms(
                joined * productShare + attending,
                joined * (1 - productShare) + cacheReads + elementwise(rows, sampled),
                communication,
                0,
                overhead);
    }

    /// Two times that overlap in part: their p-norm, written so that it takes one power of a ratio
    /// below one and one root close to one.
    private double joined(double one, double other) {
        double longer = Math.max(one, other);
        double ratio = Math.min(one, other) / longer;
        double power = StrictMath.exp(k.overlap() * StrictMath.log(ratio));
        return longer * StrictMath.exp(StrictMath.log1p(power) / k.overlap());
    }

    /// Matrix products of all layers and the output projection.
    private double products(double rows, double sampled, double touched) {
        double perDevice = setup.attentionParallel() ? rows / devices : rows;
        double skew = setup.attentionParallel() ? k.attentionImbalance() : 1;
        double attentionWidth = Math.min(cost.hidden(), cost.headWidth() / attentionDevices);
        double denseWidth = Math.min(cost.hidden(), cost.denseWidth() / attentionDevices);
        double time =
                skew * product(cost.attention(), rows, perDevice, attentionWidth)
                        + skew * product(cost.dense(), rows, perDevice, denseWidth)
                        + 2 * cost.head() * sampled / (devices * peak16 * k.headProduct());
        if (cost.isMoe()) {
            double rowsPerExpert = Math.max(1e-9, rows * cost.perToken() / touched);
            double half = k.expertRows() * balance;
            boolean whole = setup.attentionParallel() && !setup.cutExperts();
            double width = whole ? cost.expertWidth() : cost.expertWidth() / devices;
            double uneven = setup.attentionParallel() ? k.expertImbalance() : 1;
            width = Math.min(width, cost.sentWidth());
            double share =
                    k.product()
                            * k.expertProduct()
                            * (rowsPerExpert / (rowsPerExpert + half))
                            * (width / (width + k.width()));
            time += 2 * cost.expertsActive() * rows * uneven / (devices * peak * share);
        }
        return time;
    }

    private double product(double params, double rows, double rowsPerDevice, double width) {
        double half = k.rows() * balance;
        double tall = rowsPerDevice / (rowsPerDevice + half);
        double wide = width / (width + k.width());
        return 2 * params * rows / (devices * peak * k.product() * tall * wide);
    }

    /// Experts of a layer that at least one row visits.
    private double touched(double rows) {
        double visited = -StrictMath.expm1(rows * logMiss);
        return Math.max(1e-9, cost.expertCount() * visited);
    }

    /// Bytes of weights that one device reads.
    private double weightBytes(double touched) {
        double bytes = setup.weights().bytes();
        double everywhere = (cost.attention() + cost.dense()) / attentionDevices;
        double experts = cost.experts() * touched / cost.expertCount() / devices;
        return (everywhere + experts) * bytes + cost.head() * 2 / devices;
    }

    /// How often a cached token is held among tensor-parallel devices.
    private double cacheCopies() {
        return Math.max(1, attentionDevices / cost.cacheHeads());
    }

    /// Norms, activations, residuals, quantising, sampling: bytes that no product hides.
    private double elementwise(double rows, double sampled) {
        double values = 2.0 * cost.layers() * rows * cost.hidden();
        double shared = values * k.sharedBytes() / (setup.attentionParallel() ? devices : 1);
        double split = values * k.splitBytes() / devices;
        double logits = k.logitPasses() * 4 * sampled * cost.vocabulary() / devices;
        return (shared + split + logits) / bandwidth;
    }

    private double communication(double rows) {
        if (setup.tensorParallel() == 1) {
            return 0;
        }
        double others = (devices - 1) / devices;
        double rowBytes = rows * cost.hidden();
        if (setup.attentionParallel()) {
            double moved = rows * cost.sentWidth() * (setup.compute().bytes() + 2) * others;
            return cost.moeLayers()
                    * (moved / (link * k.exchangeBandwidth()) + 2 * k.exchangeLatency());
        }
        double size = rowBytes * 2;
        double ramp = k.reduceRamp() * (1 - StrictMath.exp(-size / k.reduceRamp()));
        double lost = ramp * (devices - 1) / (USUAL_REDUCERS - 1);
        double moved = reduceTraffic * (size + lost);
        double once = moved / (link * k.reduceBandwidth()) + k.reduceLatency();
        return 2 * cost.layers() * once;
    }

    private double overhead(double decoding, double stages) {
        double slots = setup.limits().buffered() ? setup.limits().slots() : 0;
        return k.step() * stages
                + k.slot() * slots
                + k.layer() * cost.layers()
                + k.expertLayer() * cost.moeLayers()
                + k.sequence() * decoding / setup.ranks();
    }

    /// Share of steps that prompts join. Engines in Python replay captured steps of pure decode and
    /// launch the others kernel by kernel; compiled ones treat both alike. A batch's prompts take
    /// as many steps as the tokens that decoding leaves free ask for.
    private double mixed(double sequences, double promptTokens) {
        if (setup.engine().compiled() || promptTokens == 0) {
            return 0;
        }
        double room = setup.limits().tokens(sequences + promptTokens, setup.ranks());
        return Math.min(1, promptTokens / Math.max(1, room - sequences));
    }

    private double requests(double sequences) {
        return setup.overHttp() ? k.request() * sequences / setup.outputTokens() : 0;
    }
}
