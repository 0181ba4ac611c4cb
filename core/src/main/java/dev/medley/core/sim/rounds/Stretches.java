package dev.medley.core.sim.rounds;

import java.util.ArrayList;
import java.util.List;

/// Time cut into stretches of whole rounds: equal ones until the last job has come, then longer and
/// longer ones.
final class Stretches {
    private static final int AFTERWARDS = 75;
    private static final double MOST_GROWTH = 2;
    private static final int HALVINGS = 50;

    private final double[] edgeS;
    private final double roundS;

    private Stretches(List<Double> edgesS, double roundS) {
        this.edgeS = edgesS.stream().mapToDouble(Double::doubleValue).toArray();
        this.roundS = roundS;
    }

    /// From one time to another, with `lastS` between them.
    ///
    /// @param most equal stretches there are at most
    static Stretches over(double firstS, double lastS, double endS, double roundS, int most) {
        double equalS = Math.max(1, Math.ceil((lastS - firstS) / roundS / most));
        equalS *= roundS;
        var edges = new ArrayList<Double>();
        double edge = firstS;
        edges.add(edge);
        while (edge < lastS) {
            edge += equalS;
            edges.add(edge);
        }
        double growth = growth((endS - edge) / equalS);
        double length = equalS;
        while (edge < endS) {
            edge += Math.max(1, Math.rint(length / roundS)) * roundS;
            edges.add(edge);
            length *= growth;
        }
        return new Stretches(edges, roundS);
    }

    /// By how much each stretch must be longer than the one before for so many times the first.
    private static double growth(double times) {
        double low = 1;
        double high = MOST_GROWTH;
        for (int i = 0; i < HALVINGS; i++) {
            double growth = (low + high) / 2;
            double sum = (StrictMath.pow(growth, AFTERWARDS) - 1) / (growth - 1);
            if (sum < times) {
                low = growth;
            } else {
                high = growth;
            }
        }
        return high;
    }

    int count() {
        return edgeS.length - 1;
    }

    double beginS(int stretch) {
        return edgeS[stretch];
    }

    double lengthS(int stretch) {
        return edgeS[stretch + 1] - edgeS[stretch];
    }

    double endS() {
        return edgeS[count()];
    }

    boolean isOneRound(int stretch) {
        return lengthS(stretch) < 1.5 * roundS;
    }

    /// The stretch that this time lies in.
    int at(double timeS) {
        int stretch = 0;
        while (stretch + 1 < count() && edgeS[stretch + 1] <= timeS) {
            stretch++;
        }
        return stretch;
    }
}
