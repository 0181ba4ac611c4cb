package dev.medley.core.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// In which order the classes are cleared and what each stage promises to the others.
///
/// Groups are classes, or, under alpha-fair terms, each tenant's part of each class. The stage of a
/// class maximises its groups; groups of earlier classes keep what they reached, less the slack of
/// the terms; groups of later classes are absent, unless something was guaranteed to them.
final class Agenda {
    private final Market market;
    private final Book book;
    private final boolean fair;
    private final int perClass;
    private final double[] floor;
    private final boolean[] present;
    private final boolean[] wanted;

    Agenda(Market market, Book book) {
        this.market = market;
        this.book = book;
        this.fair = market.terms().alpha() > 0;
        this.perClass = fair ? Math.max(1, market.tenants().size()) : 1;
        this.floor = new double[market.classes().size() * perClass];
        this.present = new boolean[market.classes().size()];
        this.wanted = new boolean[floor.length];
        for (int kind = 0; kind < book.kinds(); kind++) {
            wanted[group(kind)] |= book.top[kind] > 0;
        }
    }

    /// The classes that have something to clear, highest first; the first one if none has.
    List<Integer> levels() {
        var levels = new ArrayList<Integer>();
        for (int level = 0; level < present.length; level++) {
            for (int i = 0; i < perClass; i++) {
                if (wanted[level * perClass + i]) {
                    levels.add(level);
                    break;
                }
            }
        }
        return levels.isEmpty() ? List.of(0) : levels;
    }

    /// The classes below the first to which a share is guaranteed.
    List<Integer> guaranteed() {
        var levels = new ArrayList<Integer>();
        for (int level : levels()) {
            if (level > levels().getFirst() && market.classes().get(level).guarantee() > 0) {
                levels.add(level);
            }
        }
        return levels;
    }

    /// A class with the whole fleet to itself.
    Goal alone(int level) {
        return goal(level, new boolean[present.length]);
    }

    /// What the guarantee amounts to, given the class alone.
    void guarantee(int level, StageSolver.Outcome alone) {
        keep(level, alone, market.classes().get(level).guarantee());
    }

    /// The stage that maximises this class.
    Goal stage(int level) {
        return goal(level, present);
    }

    /// From now on the class keeps what it has reached.
    void close(int level, StageSolver.Outcome outcome) {
        keep(level, outcome, 1 - market.terms().floorSlack());
    }

    private void keep(int level, StageSolver.Outcome outcome, double share) {
        for (int i = 0; i < perClass; i++) {
            int g = level * perClass + i;
            floor[g] = share * outcome.plan().received[g];
        }
        present[level] = true;
    }

    private Goal goal(int level, boolean[] withFloors) {
        int[] groupOf = new int[book.kinds()];
        Arrays.fill(groupOf, Goal.ABSENT);
        for (int kind = 0; kind < groupOf.length; kind++) {
            int own = book.priorityClass[kind];
            if (own == level || withFloors[own]) {
                groupOf[kind] = group(kind);
            }
        }
        var goal = new Goal(groupOf, floor.length, market.terms().alpha());
        double scale = scale(level);
        for (int g = 0; g < floor.length; g++) {
            if (g / perClass == level) {
                if (fair && wanted[g]) {
                    var tenant = market.tenants().get(g % perClass);
                    goal.withUtility(g, tenant.weight(), tenant.entitlement() * scale);
                }
            } else if (withFloors[g / perClass] && wanted[g]) {
                goal.withFloor(g, floor[g]);
            }
        }
        return goal;
    }

    /// Brings values over entitlements near 1, where no power of them overflows. Scaling all
    /// entitlements alike changes no preference.
    private double scale(int level) {
        double reach = 0;
        for (int kind = 0; kind < book.kinds(); kind++) {
            if (book.priorityClass[kind] == level) {
                reach += 0.3 * book.top[kind] * book.count[kind];
            }
        }
        double entitled = 0;
        for (int g = level * perClass; fair && g < (level + 1) * perClass; g++) {
            entitled += wanted[g] ? market.tenants().get(g % perClass).entitlement() : 0;
        }
        return reach > 0 && entitled > 0 ? reach / entitled : 1;
    }

    private int group(int kind) {
        return book.priorityClass[kind] * perClass + (fair ? book.tenant[kind] : 0);
    }

    List<Stage.Floor> floors(StageSolver.Outcome outcome) {
        var floors = new ArrayList<Stage.Floor>();
        for (int g = 0; g < floor.length; g++) {
            if (outcome.goal().hasFloor(g)) {
                floors.add(
                        new Stage.Floor(
                                market.classes().get(g / perClass).id(),
                                tenantName(g),
                                outcome.prices().weight[g],
                                outcome.goal().floor(g),
                                outcome.plan().received[g]));
            }
        }
        return floors;
    }

    List<Stage.Utility> utilities(StageSolver.Outcome outcome) {
        var utilities = new ArrayList<Stage.Utility>();
        for (int g = 0; g < floor.length; g++) {
            if (outcome.goal().hasUtility(g)) {
                var tenant = market.tenants().get(g % perClass);
                utilities.add(
                        new Stage.Utility(
                                tenant.id(),
                                tenant.weight(),
                                outcome.goal().entitlement(g),
                                outcome.prices().weight[g],
                                outcome.plan().received[g]));
            }
        }
        return utilities;
    }

    /// The dual weights of an earlier stage, as far as it names these groups; others as they are.
    void recall(Stage stage, double[] weight) {
        for (int g = 0; g < weight.length; g++) {
            String className = market.classes().get(g / perClass).id();
            String tenant = tenantName(g);
            for (var f : stage.floors()) {
                if (f.priorityClass().equals(className) && f.tenant().equals(tenant)) {
                    weight[g] = f.weight() > 0 ? f.weight() : weight[g];
                }
            }
            for (var u : stage.utilities()) {
                if (stage.priorityClass().equals(className) && u.tenant().equals(tenant)) {
                    weight[g] = u.dualWeight();
                }
            }
        }
    }

    private String tenantName(int group) {
        return fair ? market.tenants().get(group % perClass).id() : "";
    }
}
