package dev.medley.cli.input;

import dev.medley.core.sim.days.Hazards;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `--faults losses=0.2,noise=0.1`: what goes wrong, and how often.
public final class FaultOption implements ITypeConverter<Hazards> {

    private static final String WORDS = "losses, outage, slow, spell, speed, noise";

    /// Largest figure of each word.
    private static final Map<String, Double> MOST = new LinkedHashMap<>();

    static {
        MOST.put("losses", 1000.0);
        MOST.put("outage", 10_000.0);
        MOST.put("slow", 1000.0);
        MOST.put("spell", 10_000.0);
        MOST.put("speed", 1.0);
        MOST.put("noise", 0.9);
    }

    @Override
    public Hazards convert(String text) {
        var figures = new LinkedHashMap<String, Double>();
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            var word = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            var most = MOST.get(word);
            if (most == null || equals < 0) {
                throw new TypeConversionException(
                        "'%s' is no fault; write some of %s, for example losses=0.2,noise=0.1"
                                .formatted(part, WORDS));
            }
            if (figures.put(word, figure(word, part.substring(equals + 1).strip(), most)) != null) {
                throw new TypeConversionException(
                        "'%s' is given twice; keep one of them".formatted(word));
            }
        }
        var none = Hazards.NONE;
        return new Hazards(
                figures.getOrDefault("losses", none.lossesPerDeviceYear()),
                figures.getOrDefault("outage", none.outageHours()),
                figures.getOrDefault("slow", none.slowPerDeviceYear()),
                figures.getOrDefault("spell", none.slowHours()),
                figures.getOrDefault("speed", none.slowSpeed()),
                figures.getOrDefault("noise", none.noise()));
    }

    private static double figure(String word, String text, double most) {
        double figure;
        try {
            figure = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            figure = Double.NaN;
        }
        boolean above = figure > 0 || (figure == 0 && !word.equals("speed"));
        if (!above || figure > most) {
            throw new TypeConversionException(
                    "%s=%s must be a number from 0 to %.1f; write for example %s=0.2"
                            .formatted(word, text, most, word));
        }
        return figure;
    }
}
