package dev.medley.core.fit.serving;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Model;
import dev.medley.core.catalog.Precision;
import dev.medley.core.fit.Calibration;
import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/// What fits under one calibration share: figures of chips and models, and coefficients of the two
/// together, each looked up once. For one thread.
public final class ServingBasis {

    private final Calibration calibration;
    private final LinkedHashMap<String, Asked> devices = new LinkedHashMap<>();
    private final LinkedHashMap<Pair, Known> coefficients = new LinkedHashMap<>();

    public ServingBasis(Calibration calibration) {
        this.calibration = calibration;
    }

    private record Asked(Chip chip, @Nullable Device device) {}

    private record Pair(String chip, String model, Precision weights, Engine engine) {}

    private record Known(Device device, Model model, Coefficients coefficients) {}

    Calibration calibration() {
        return calibration;
    }

    /// A device of a chip, or null as [Device#of] says.
    @Nullable Device device(Chip chip) {
        var asked = devices.get(chip.id());
        if (asked == null || !asked.chip.equals(chip)) {
            asked = new Asked(chip, Device.of(chip));
            devices.put(chip.id(), asked);
        }
        return asked.device;
    }

    /// Coefficients of the usual software; the same for all degrees of parallelism.
    Coefficients coefficients(Setup setup) {
        var device = setup.device();
        var model = setup.model();
        var pair = new Pair(device.chip(), model.id(), setup.weights(), setup.engine());
        var known = coefficients.get(pair);
        if (known == null || !known.device.equals(device) || !known.model.equals(model)) {
            var layout = layout(device, model);
            var slots = new Coefficients.Slots(layout, setup);
            known = new Known(device, model, slots.under(calibration.theta(layout)));
            coefficients.put(pair, known);
        }
        return known.coefficients;
    }

    private Layout layout(Device device, Model model) {
        var kin = new TreeSet<>(List.of(ServingParameters.familyModel(device, model)));
        var parameters =
                new ArrayList<Parameter>(
                        ServingParameters.of(
                                new TreeSet<>(List.of(device.family())),
                                new TreeSet<>(List.of(device.chip())),
                                new TreeSet<>(),
                                List.of(model),
                                kin));
        for (var name : Coefficients.facts(device.chip())) {
            var fact = calibration.values().get(name);
            if (fact != null) {
                parameters.add(fact.parameter());
            }
        }
        return new Layout(parameters);
    }
}
