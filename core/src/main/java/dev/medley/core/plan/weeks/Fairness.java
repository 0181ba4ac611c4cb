package dev.medley.core.plan.weeks;

import dev.medley.core.market.Utility;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// How tenants share what one class may have: each tenant's value of all weeks together enters
/// through its utility, so who waits in one week can be served in another. At alpha 0 values are
/// added up, and all tenants are one group of weight 1.
///
/// Utilities are scaled alike so that one more unit of value is worth about the tenant's weight:
/// prices of the dual then are of the size of equivalents. That changes no preference.
final class Fairness {

    private final double alpha;
    private final List<String> tenants;
    private final List<Double> weights;
    private final double usual;
    private final List<Utility> utilities;

    /// @param tenants one per group
    /// @param weights of the tenants
    /// @param usual value that a tenant is likely to receive
    private Fairness(double alpha, List<String> tenants, List<Double> weights, double usual) {
        this.alpha = alpha;
        this.tenants = List.copyOf(tenants);
        this.weights = List.copyOf(weights);
        this.usual = usual;
        var all = new ArrayList<Utility>();
        for (double weight : this.weights) {
            all.add(new Utility(alpha, weight * usual, usual));
        }
        this.utilities = List.copyOf(all);
    }

    /// @param weights by tenant; 1 for those not named
    static Fairness of(double alpha, WeekBook book, SortedMap<String, Double> weights) {
        if (alpha == 0) {
            return new Fairness(0, List.of(), List.of(), 1);
        }
        var own = new ArrayList<Double>();
        for (var tenant : book.tenants) {
            own.add(weights.getOrDefault(tenant, 1.0));
        }
        double reach = 0;
        for (double some : book.reach()) {
            reach += 0.3 * some / book.tenants.size();
        }
        return new Fairness(alpha, book.tenants, own, reach > 0 ? reach : 1);
    }

    /// The same tenants under another alpha.
    Fairness with(double otherAlpha) {
        return with(otherAlpha, usual);
    }

    /// The same, where a tenant is likely to receive so much.
    Fairness with(double otherAlpha, double likely) {
        return new Fairness(otherAlpha, tenants, weights, likely);
    }

    double alpha() {
        return alpha;
    }

    boolean isFair() {
        return alpha > 0;
    }

    /// One per group; empty where values are added up.
    List<String> tenants() {
        return tenants;
    }

    /// One per group; empty where values are added up.
    List<Utility> utilities() {
        return utilities;
    }

    /// Weights of groups before anything is known.
    double[] firstWeights(WeekBook book) {
        double[] reach = book.reach();
        double[] first = new double[reach.length];
        for (int g = 0; g < first.length; g++) {
            first[g] = isFair() ? utilities.get(g).marginal(0.3 * reach[g]) : 1;
        }
        return first;
    }

    /// What the weights themselves cost in the dual.
    double conjugate(double[] weight) {
        double sum = 0;
        for (int g = 0; g < utilities.size(); g++) {
            sum += utilities.get(g).conjugate(weight[g]);
        }
        return sum;
    }

    /// What is maximised, of what groups receive.
    double objective(double[] received) {
        double sum = 0;
        for (int g = 0; g < received.length; g++) {
            sum += isFair() ? utilities.get(g).of(received[g]) : received[g];
        }
        return sum;
    }

    double gap(double objective, double bound) {
        if (!isFair()) {
            return HorizonPlan.gap(objective, bound);
        }
        double all = utilities.stream().mapToDouble(Utility::weight).sum();
        return Utility.gap(alpha, all, objective, bound);
    }
}
