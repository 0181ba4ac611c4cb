package dev.medley.core.port;

import dev.medley.core.catalog.Confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Says how far code is from a target.
///
/// GOALS. One number that falls as more has to be done by hand, and a range of effort that is
/// honest about how little is known.
///
/// CONSTRAINTS. A thousand `.cuda()` calls must not hide one kernel, nor cost a thousand times one.
/// No checkable effort model was found in public; so unit efforts are assumptions, wide, and scaled
/// once to the one duration that was published.
///
/// ALGORITHM.
/// 1. Findings are gathered by rule: n places in f files.
/// 2. Readiness is the mean of the rules' shares (works 1 ... blocked 0), each weighing 1 +
///    log2(n); no more than `blockedAtMost` while something is blocked; 1 without findings.
/// 3. Effort of a rule is its unit effort times m to the power `repeatLow` (low end) and
///    `repeatHigh` (high end), where m is f or n as the rule says. What is blocked has no known
///    effort and is left out, by name.
/// 4. The sum, with what any port needs once, is multiplied by the calibration: the factor that
///    makes the low end of the reference port its published least duration.
///
/// EXAMPLE. 16 places of a rule with a unit of 1 to 4 days, powers 0.25 and 0.5: 1 x 2 = 2 days to
/// 4 x 4 = 16 days, not 16 to 64.
public final class Assessor {

    private final Mapping mapping;
    private final Assumptions assumptions;
    private final double calibration;

    public Assessor(Mapping mapping) {
        this.mapping = mapping;
        this.assumptions = mapping.assumptions();
        this.calibration = calibrated();
    }

    /// What unit efforts are multiplied with.
    public double calibration() {
        return calibration;
    }

    public Assessment assess(List<Finding> findings, Target target) {
        var burdens = burdens(findings, target);
        var places = new EnumMap<Portability, Integer>(Portability.class);
        var worst = Portability.WORKS;
        for (var burden : burdens) {
            var portability = burden.cell().portability();
            places.merge(portability, burden.places(), Integer::sum);
            worst = portability.compareTo(worst) > 0 ? portability : worst;
        }
        var bringUp =
                burdens.isEmpty()
                        ? Days.NONE
                        : assumptions.effort(target.bringUp()).times(calibration);
        var days = bringUp;
        for (var burden : burdens) {
            days = days.plus(burden.days());
        }
        return new Assessment(
                target,
                worst,
                readiness(burdens, worst),
                days.low() / assumptions.daysPerWeek(),
                days.high() / assumptions.daysPerWeek(),
                confidence(burdens),
                places,
                burdens,
                bringUp);
    }

    private List<Burden> burdens(List<Finding> findings, Target target) {
        var files = new LinkedHashMap<PortRule, TreeSet<String>>();
        var places = new LinkedHashMap<PortRule, Integer>();
        for (var finding : findings) {
            files.computeIfAbsent(finding.rule(), _ -> new TreeSet<>()).add(finding.file());
            places.merge(finding.rule(), 1, Integer::sum);
        }
        var burdens = new ArrayList<Burden>();
        places.forEach(
                (rule, count) -> {
                    var in = files.getOrDefault(rule, new TreeSet<>()).size();
                    var days = days(rule, target, rule.byFile() ? in : count).times(calibration);
                    burdens.add(new Burden(rule, rule.cell(target), count, in, days));
                });
        burdens.sort(
                Comparator.comparing((Burden each) -> each.cell().portability())
                        .thenComparingDouble(each -> each.days().high())
                        .reversed()
                        .thenComparing(each -> each.rule().id()));
        return burdens;
    }

    private Days days(PortRule rule, Target target, int times) {
        var cell = rule.cell(target);
        return cell.effort().isEmpty()
                ? Days.NONE
                : assumptions.repeated(assumptions.effort(cell.effort()), times);
    }

    private double readiness(List<Burden> burdens, Portability worst) {
        double sum = 0;
        double weights = 0;
        for (var burden : burdens) {
            double weight = 1 + StrictMath.log(burden.places()) / StrictMath.log(2);
            sum += weight * assumptions.share(burden.cell().portability());
            weights += weight;
        }
        double mean = weights == 0 ? 1 : sum / weights;
        return worst == Portability.BLOCKED ? Math.min(mean, assumptions.blockedAtMost()) : mean;
    }

    /// The best confidence that, with all better ones, half of the effort (or, without any effort,
    /// of the places) stands on.
    private static Confidence confidence(List<Burden> burdens) {
        Map<Confidence, Double> weights = new EnumMap<>(Confidence.class);
        double all = 0;
        for (var burden : burdens) {
            double weight = burden.days().high() + 1e-3 * burden.places();
            weights.merge(burden.cell().confidence(), weight, Double::sum);
            all += weight;
        }
        double sum = 0;
        for (var confidence : Confidence.values()) {
            sum += weights.getOrDefault(confidence, 0.0);
            if (sum >= all / 2) {
                return confidence;
            }
        }
        return Confidence.LOW;
    }

    private double calibrated() {
        var reference = assumptions.reference();
        var target = mapping.target(reference.target());
        if (target == null) {
            throw new IllegalArgumentException(
                    "The reference port goes to '%s', which is no target."
                            .formatted(reference.target()));
        }
        double days = assumptions.effort(target.bringUp()).low();
        for (var count : reference.counts().entrySet()) {
            var rule = mapping.rule(count.getKey());
            if (rule == null) {
                throw new IllegalArgumentException(
                        "The reference port counts '%s', which is no rule."
                                .formatted(count.getKey()));
            }
            days += days(rule, target, count.getValue()).low();
        }
        return reference.atLeastWeeks() * assumptions.daysPerWeek() / days;
    }
}
