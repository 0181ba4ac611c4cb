package dev.medley.core.runway;

import dev.medley.core.stock.Offer;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Priority;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What could be decided, as far as it would change anything here.
final class Options {

    private final RunwayInput input;
    private final World asIs;
    private final boolean[] training;

    /// @param training pools that train at the start
    Options(RunwayInput input, World asIs, boolean[] training) {
        this.input = input;
        this.asIs = asIs;
        this.training = training;
    }

    /// Something that could be decided.
    ///
    /// @param text what it means, in a phrase
    /// @param money what it costs until the last day, 0 for nothing
    record Choice(World world, String text, double money) {}

    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        var stock = asIs.stock();
        var pools = trainingPools();
        if (!pools.isEmpty() && works(work -> work instanceof InferenceService) > 0) {
            choices.add(
                    new Choice(
                            new World("serve-elsewhere", stock, false, false, true, false),
                            "services leave %s where others run them"
                                    .formatted(String.join(", ", pools)),
                            0));
        }
        int tied = works(w -> w instanceof InferenceService && !w.terms().stacks().isEmpty());
        if (tied > 0) {
            choices.add(
                    new Choice(
                            new World("port-serving", stock, false, true, false, false),
                            "the code of %d services runs on every stack at once".formatted(tied),
                            0));
        }
        int varied =
                works(w -> w instanceof InferenceService service && service.variants().size() > 1);
        if (varied > 0) {
            choices.add(
                    new Choice(
                            new World("smaller-variants", stock, true, false, false, false),
                            "%d services may take their smaller variants".formatted(varied),
                            0));
        }
        int spare = works(work -> work.terms().priority() == Priority.SPARE);
        if (spare > 0) {
            choices.add(
                    new Choice(
                            new World("delay-spare", stock, false, false, false, true),
                            "%d spare works wait".formatted(spare),
                            0));
        }
        for (var offer : stock.offers()) {
            choices.add(
                    new Choice(
                            asIs.having(offer.name(), stock.taking(offer)),
                            "%s %,d devices in %s from %s%s"
                                    .formatted(
                                            offer.until() == null ? "buy" : "lease",
                                            offer.devices(),
                                            offer.pool(),
                                            offer.date().middle(),
                                            offer.until() == null ? "" : " to " + offer.until()),
                            money(offer)));
        }
        return choices;
    }

    private List<String> trainingPools() {
        var names = new ArrayList<String>();
        for (int p = 0; p < training.length; p++) {
            if (training[p]) {
                names.add(asIs.stock().pools().get(p).id());
            }
        }
        return names;
    }

    private int works(java.util.function.Predicate<dev.medley.core.work.Work> such) {
        return (int) input.works().stream().filter(such).count();
    }

    /// From its middle day to its end or the last day, whichever comes first.
    private double money(Offer offer) {
        var dates = input.look().dates();
        var from = later(offer.date().middle(), dates.getFirst());
        var until = offer.until() == null ? dates.getLast() : offer.until().plusDays(1);
        var to = until.isBefore(dates.getLast()) ? until : dates.getLast();
        double days = Math.max(0L, ChronoUnit.DAYS.between(from, to));
        return days * 24 * offer.devices() * offer.costPerDeviceHour();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
