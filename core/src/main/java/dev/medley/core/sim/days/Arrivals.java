package dev.medley.core.sim.days;

import dev.medley.core.control.Care;
import dev.medley.core.control.Command;
import dev.medley.core.units.Streams;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// When works come. All that people wrote down comes at once, in their order. With a load above 0
/// more jobs of the same kinds go on coming: for each job another like it, at exponential times,
/// load times in the time that it is meant to take ([Yardstick#usualMs]). With a load of 1, if all
/// took just so long, as many of each kind would be under way as were written down.
final class Arrivals {

    private static final int MOST = 1_000_000;

    private final Yardstick yardstick;
    private final Streams streams;
    private final Days.Terms terms;

    Arrivals(Yardstick yardstick, Streams streams, Days.Terms terms) {
        this.yardstick = yardstick;
        this.streams = streams;
        this.terms = terms;
    }

    /// Jobs save themselves now and then, and when they are stopped; services have nothing to save.
    private Care care(Work work) {
        var usual = Care.DEFAULT;
        boolean saves = !(work instanceof InferenceService);
        return new Care(
                saves ? usual.checkpointEveryMs() : 0,
                saves ? usual.checkpointMs() : 0,
                terms.restartMs(),
                usual.graceMs(),
                usual.leastRunMs(),
                usual.mostFailures());
    }

    List<Command> of(List<Work> works) {
        var orders = new ArrayList<Command>();
        var names = new TreeSet<String>();
        for (var work : works) {
            // A millisecond apart: who is first in the files is first in the queue.
            orders.add(new Command.Submit(orders.size(), work, care(work)));
            names.add(work.name());
        }
        if (terms.load() > 0) {
            for (var work : works) {
                if (!(work instanceof InferenceService)) {
                    more(work, names, orders);
                }
            }
        }
        return orders;
    }

    private void more(Work work, Set<String> names, List<Command> orders) {
        double meanMs = yardstick.usualMs(work) / terms.load();
        var dice = streams.of("arrivals " + work.name());
        int number = 2;
        for (double at = next(dice.nextDouble(), meanMs);
                at < terms.lengthMs();
                at += next(dice.nextDouble(), meanMs)) {
            while (!names.add(work.name() + "." + number)) {
                number++;
            }
            if (orders.size() == MOST) {
                throw new Days.TooMany(MOST);
            }
            var another = work.under(work.terms().named(work.name() + "." + number));
            orders.add(new Command.Submit((long) at, another, care(another)));
        }
    }

    private static double next(double share, double meanMs) {
        return Math.max(1, -StrictMath.log(1 - share) * meanMs);
    }
}
