package dev.medley.core.runway;

import dev.medley.core.plan.Ask;
import dev.medley.core.plan.Yield;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;

import java.util.List;

/// What a sale means for those whose runway is asked for: what each needs and what it gets, in
/// reference-device equivalents without weights.
final class Reading {

    private final double[] needs;
    private final double[] gets;

    private Reading(double[] needs, double[] gets) {
        this.needs = needs;
        this.gets = gets;
    }

    /// What it needs.
    double needs(Target target) {
        return needs[target.row()];
    }

    /// What it gets.
    double gets(Target target) {
        return gets[target.row()];
    }

    static Reading of(List<Ask> asks, Yield yield) {
        double[] needs = new double[Target.values().length];
        double[] gets = new double[needs.length];
        for (var ask : asks) {
            if (ask.work() instanceof InferenceService service) {
                double whole = ask.perRate() * service.requestsPerSecond();
                needs[Target.SERVING.row()] += whole;
                boolean core = service.terms().priority() == Priority.CORE;
                needs[Target.CORE_SERVING.row()] += core ? whole : 0;
            }
        }
        gets[Target.TRAINING.row()] = yield.reach(Yield.Kind.TRAINING);
        gets[Target.CORE_SERVING.row()] = yield.reach(Yield.Kind.SERVING, Priority.CORE);
        gets[Target.SERVING.row()] = yield.reach(Yield.Kind.SERVING);
        gets[Target.BATCH.row()] = yield.reach(Yield.Kind.BATCH);
        return new Reading(needs, gets);
    }

    /// The same, where training and batch jobs need what they get at the start, and services the
    /// share of their demand that they get then.
    Reading against(Reading start) {
        double[] needed = new double[needs.length];
        for (var target : Target.values()) {
            int t = target.row();
            needed[t] =
                    switch (target) {
                        case TRAINING, BATCH -> start.gets[t];
                        case CORE_SERVING, SERVING ->
                                start.needs[t] > 0 ? needs[t] * start.gets[t] / start.needs[t] : 0;
                    };
        }
        return new Reading(needed, gets);
    }

    /// Part of its need that the target gets; 1 where it needs nothing.
    double part(Target target) {
        double need = needs[target.row()];
        return need > 0 ? gets[target.row()] / need : 1;
    }
}
