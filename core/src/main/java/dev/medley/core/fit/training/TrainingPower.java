package dev.medley.core.fit.training;

import dev.medley.core.fit.TimeTerms;

/// Watts of one device while training, with its share of the node.
///
/// Shares of design power, from two measured eight-GPU H100 nodes fine-tuning Llama 2 70B (6.74 kW
/// of direct current on one node; 5.68 kW a node on 64, where more time goes to waiting) and from
/// what a DGX H100 may draw beside its GPUs (10.2 kW less eight times 700 W).
final class TrainingPower {

    /// Processors, fans, network and losses of the node.
    private static final double NODE = 0.35;

    private static final double IDLE = 0.15;
    private static final double COMPUTE = 0.75;
    private static final double MEMORY = 0.55;
    private static final double COMMUNICATION = 0.30;

    private TrainingPower() {}

    static double watts(ChipFigures chip, TimeTerms terms) {
        double total = terms.total();
        double busy =
                (COMPUTE * terms.compute()
                                + MEMORY * terms.memory()
                                + COMMUNICATION * terms.communication())
                        / total;
        return chip.watts() * (NODE + IDLE + busy);
    }
}
