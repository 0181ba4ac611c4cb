package dev.medley.core.pooling;

import java.util.List;
import java.util.Random;

/// Every request of models that take turns: what the closed formulas only estimate.
final class SlotSimulation {

    /// What one model met.
    static final class Met {
        long requests;
        long cold;
        long blocked;

        double coldShare() {
            return (double) cold / requests;
        }

        double blockedShare() {
            return (double) blocked / requests;
        }
    }

    private final List<Tenancy> models;
    private final int slots;
    private final Random dice;
    private final double[] next;
    private final boolean[] holds;
    private final double[] loadedAt;
    private final double[] busyUntil;
    private final Met[] met;

    SlotSimulation(List<Tenancy> models, int slots, long seed) {
        this.models = List.copyOf(models);
        this.slots = slots;
        dice = new Random(seed);
        int n = models.size();
        next = new double[n];
        holds = new boolean[n];
        loadedAt = new double[n];
        busyUntil = new double[n];
        met = new Met[n];
        for (int i = 0; i < n; i++) {
            met[i] = new Met();
            next[i] = gap(i);
        }
    }

    Met[] play(int requests) {
        for (int r = 0; r < requests; r++) {
            int first = 0;
            for (int i = 1; i < next.length; i++) {
                first = next[i] < next[first] ? i : first;
            }
            request(first, next[first]);
            next[first] += gap(first);
        }
        return met;
    }

    private double gap(int model) {
        return -Math.log(1 - dice.nextDouble()) / models.get(model).requestsPerSecond();
    }

    private void request(int model, double at) {
        met[model].requests++;
        if (!holds[model]) {
            met[model].cold++;
            double from = at;
            int held = 0;
            int victim = -1;
            for (int i = 0; i < holds.length; i++) {
                if (holds[i]) {
                    held++;
                    victim = victim < 0 || busyUntil[i] < busyUntil[victim] ? i : victim;
                }
            }
            if (held >= slots) {
                met[model].blocked += busyUntil[victim] > at ? 1 : 0;
                from = Math.max(at, busyUntil[victim]);
                holds[victim] = false;
            }
            holds[model] = true;
            loadedAt[model] = from + models.get(model).loadSeconds();
            busyUntil[model] = 0;
        } else if (loadedAt[model] > at) {
            met[model].cold++;
        }
        double done = Math.max(at, loadedAt[model]) + models.get(model).requestSeconds();
        busyUntil[model] = Math.max(busyUntil[model], done);
    }
}
