package dev.medley.core.runway;

import dev.medley.core.plan.Yield;
import dev.medley.core.units.Quantile;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Bands over all courses.
final class Summary {

    private final RunwayInput input;
    private final List<Course.Played> played;
    private final Reading start;
    private final List<LocalDate> dates;

    Summary(RunwayInput input, List<Course.Played> played, Reading start) {
        this.input = input;
        this.played = played;
        this.start = start;
        this.dates = input.look().dates();
    }

    Runway runway(Study study, List<Runway.Vendor> vendors, long sales) {
        return new Runway(
                input.look(),
                dates,
                pools(),
                targets(),
                options(study),
                arrivals(),
                vendors,
                closings(),
                sales);
    }

    private List<Runway.PoolYears> pools() {
        var pools = new ArrayList<Runway.PoolYears>();
        for (int p = 0; p < input.stock().pools().size(); p++) {
            int pool = p;
            pools.add(
                    new Runway.PoolYears(
                            input.stock().pools().get(p),
                            bands((one, m) -> one.supply().of(m, pool)),
                            wanted((one, m) -> one.wanted().get(m).get(pool)),
                            wanted((one, m) -> one.taken().get(m).get(pool))));
        }
        return pools;
    }

    private interface Splits {
        Course.Split of(Course.Played one, int month);
    }

    private List<Runway.Wanted> wanted(Splits splits) {
        var all = new ArrayList<Runway.Wanted>();
        for (var kind : Yield.Kind.values()) {
            all.add(new Runway.Wanted(kind, bands((one, m) -> splits.of(one, m).of(kind))));
        }
        return all;
    }

    private List<Runway.TargetYears> targets() {
        var targets = new ArrayList<Runway.TargetYears>();
        for (var target : Target.values()) {
            int t = target.row();
            if (start.needs(target) > 0) {
                var fits = new ArrayList<Double>();
                for (int m = 0; m < dates.size(); m++) {
                    int month = m;
                    fits.add(
                            share(
                                    one ->
                                            one.readings().get(month).part(target)
                                                    >= input.look().enough()));
                }
                targets.add(
                        new Runway.TargetYears(
                                target,
                                bands((one, m) -> one.readings().get(m).needs(target)),
                                bands((one, m) -> one.readings().get(m).gets(target)),
                                fits,
                                end(one -> one.ends().get(t))));
            }
        }
        return targets;
    }

    private List<Runway.Option> options(Study study) {
        int t = Target.TRAINING.row();
        var asIs = serving(study, study.asIs());
        var options = new ArrayList<Runway.Option>();
        for (int o = 0; o < study.choices().size(); o++) {
            int option = o;
            var choice = study.choices().get(o);
            ToDoubleFunction<Course.Played> gain =
                    one -> one.optionEnds().get(option) - one.ends().get(t);
            double mean = mean(gain);
            options.add(
                    new Runway.Option(
                            choice.world().name(),
                            choice.text(),
                            end(one -> one.optionEnds().get(option)),
                            band(gain),
                            mean,
                            share(one -> one.optionEnds().get(option) >= dates.size()),
                            choice.money(),
                            choice.money() > 0 ? (Double) (mean / choice.money() * 1e6) : null,
                            serving(study, choice.world()),
                            asIs));
        }
        options.sort(BEST_FIRST);
        return options;
    }

    /// What gains nothing comes last; what costs nothing goes before what does, by months; the rest
    /// by months per money.
    private static final Comparator<Runway.Option> BEST_FIRST =
            Comparator.comparing((Runway.Option option) -> option.meanMonths() <= 0)
                    .thenComparing(option -> option.money() > 0)
                    .thenComparing(Summary::rank, Comparator.reverseOrder())
                    .thenComparing(Runway.Option::name);

    private static double rank(Runway.Option option) {
        var each = option.monthsPerMillion();
        return each == null ? option.meanMonths() : each;
    }

    /// Mean part of its need that serving gets on the middle course.
    private static double serving(Study study, World world) {
        double sum = 0;
        var readings = study.path(world).readings();
        for (var reading : readings) {
            sum += Math.min(1, reading.against(study.start()).part(Target.SERVING));
        }
        return sum / readings.size();
    }

    private List<Runway.Lost> arrivals() {
        int t = Target.TRAINING.row();
        var lost = new ArrayList<Runway.Lost>();
        for (int a = 0; a < input.stock().arrivals().size(); a++) {
            int arrival = a;
            ToDoubleFunction<Course.Played> loss =
                    one -> one.ends().get(t) - one.withoutEnds().get(arrival);
            lost.add(
                    new Runway.Lost(
                            input.stock().arrivals().get(a).name(),
                            end(one -> one.withoutEnds().get(arrival)),
                            band(loss),
                            mean(loss)));
        }
        return lost;
    }

    /// Pools that rules close to works that they let in a month before.
    private List<Runway.Closing> closings() {
        var closings = new ArrayList<Runway.Closing>();
        for (int m = 1; m < dates.size(); m++) {
            for (var pool : input.stock().pools()) {
                int closed = 0;
                String text = "";
                for (var work : input.works()) {
                    var now = ruled(work, pool, m);
                    if (now != null && ruled(work, pool, m - 1) == null) {
                        text = closed == 0 ? now : text;
                        closed++;
                    }
                }
                if (closed > 0) {
                    closings.add(new Runway.Closing(dates.get(m), pool.id(), closed, text));
                }
            }
        }
        return closings;
    }

    private @Nullable String ruled(Work work, dev.medley.core.fleet.Pool pool, int month) {
        for (var reason : input.permissions().get(month).refusals(work, pool)) {
            if (reason.code().equals("rule")) {
                return reason.text();
            }
        }
        return null;
    }

    private Runway.End end(ToIntFunction<Course.Played> end) {
        double[] sorted = played.stream().mapToDouble(end::applyAsInt).sorted().toArray();
        return new Runway.End(
                date(Quantile.of(sorted, 0.1)),
                date(Quantile.of(sorted, 0.5)),
                date(Quantile.of(sorted, 0.9)),
                share(one -> end.applyAsInt(one) < dates.size()));
    }

    private @Nullable LocalDate date(double month) {
        return month < dates.size() ? dates.get((int) month) : null;
    }

    private interface Figure {
        double of(Course.Played one, int month);
    }

    private List<Runway.Band> bands(Figure figure) {
        var bands = new ArrayList<Runway.Band>();
        for (int m = 0; m < dates.size(); m++) {
            int month = m;
            bands.add(band(one -> figure.of(one, month)));
        }
        return bands;
    }

    private Runway.Band band(ToDoubleFunction<Course.Played> figure) {
        double[] sorted = played.stream().mapToDouble(figure).sorted().toArray();
        return new Runway.Band(
                Quantile.of(sorted, 0.1), Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.9));
    }

    private double mean(ToDoubleFunction<Course.Played> figure) {
        double[] all = played.stream().mapToDouble(figure).toArray();
        return Arrays.stream(all).sum() / all.length;
    }

    private double share(java.util.function.Predicate<Course.Played> such) {
        return (double) played.stream().filter(such).count() / played.size();
    }
}
