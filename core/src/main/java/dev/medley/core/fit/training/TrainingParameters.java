package dev.medley.core.fit.training;

import dev.medley.core.fit.Layout;
import dev.medley.core.fit.Parameter;
import dev.medley.core.fit.Theta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parameters of the training half: those that all predictions share, and offsets of chips,
/// families and software, which start at 1 and move only as far as rows insist.
public final class TrainingParameters {

    static final String PREFIX = "training.";

    private TrainingParameters() {}

    /// What a prediction's offsets hang on.
    public record Subject(
            String chip, String family, Software software, String model, boolean experts) {}

    /// Offsets of a family with a model or a release are made only where several rows share both.
    private static final int FEW = 4;

    /// All parameters that these subjects can inform, common ones first, in a stable order.
    public static List<Parameter> of(List<Subject> subjects) {
        var parameters = new ArrayList<Parameter>();
        for (var knob : Knob.values()) {
            parameters.add(knob.parameter());
        }
        var offsets = new TreeMap<String, Parameter>();
        for (var subject : subjects) {
            for (var offset : offsets(subject)) {
                offsets.put(offset.name(), offset);
            }
        }
        parameters.addAll(offsets.values());
        kin(subjects)
                .forEach(
                        (name, rows) -> {
                            if (rows >= FEW) {
                                parameters.add(kin(name));
                            }
                        });
        return parameters;
    }

    /// The same with offsets of the subject's family with its model and its release, however few
    /// rows: what a calibration may know of a work.
    static List<Parameter> ofOne(Subject subject) {
        var parameters = of(List.of(subject));
        kin(List.of(subject)).keySet().forEach(name -> parameters.add(kin(name)));
        return parameters;
    }

    private static Parameter kin(String name) {
        return new Parameter(name, 1, 0.08, "speed of the two together");
    }

    private static SortedMap<String, Integer> kin(List<Subject> subjects) {
        var counts = new TreeMap<String, Integer>();
        for (var subject : subjects) {
            counts.merge(familyModelName(subject), 1, Integer::sum);
            if (!subject.software().release().isEmpty()) {
                counts.merge(familyReleaseName(subject), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String familyModelName(Subject s) {
        return PREFIX + "kin." + s.family() + "." + s.model();
    }

    private static String familyReleaseName(Subject s) {
        var software = s.software();
        return PREFIX + "kin." + s.family() + "." + software.framework() + "." + software.release();
    }

    private static List<Parameter> offsets(Subject subject) {
        var offsets = new ArrayList<Parameter>();
        offsets.add(
                new Parameter(chipName(subject), 1, 0.14, "speed of the chip beside its figures"));
        offsets.add(
                new Parameter(
                        familyName(subject), 1, 0.36, "speed of the family beside its figures"));
        offsets.add(
                new Parameter(
                        attentionName(subject),
                        1,
                        0.45,
                        "attention of the family beside its figures"));
        offsets.add(new Parameter(frameworkName(subject), 1, 0.22, "speed of the framework"));
        if (!subject.software().release().isEmpty()) {
            offsets.add(new Parameter(releaseName(subject), 1, 0.13, "speed of the release"));
            if (subject.experts()) {
                offsets.add(
                        new Parameter(
                                expertReleaseName(subject),
                                1,
                                0.45,
                                "speed of the release's expert layers"));
            }
        }
        return offsets;
    }

    private static String chipName(Subject s) {
        return PREFIX + "chip." + s.chip();
    }

    private static String familyName(Subject s) {
        return PREFIX + "family." + s.family();
    }

    private static String attentionName(Subject s) {
        return PREFIX + "attention." + s.family();
    }

    private static String frameworkName(Subject s) {
        return PREFIX + "software." + s.software().framework();
    }

    private static String releaseName(Subject s) {
        return frameworkName(s) + "." + s.software().release();
    }

    private static String expertReleaseName(Subject s) {
        return releaseName(s) + ".experts";
    }

    /// Where a subject's parameters stand in a layout.
    static final class Slots {

        /// What stands where a layout was made without training rows.
        private static final double[] PRIORS =
                Arrays.stream(Knob.values()).mapToDouble(Knob::prior).toArray();

        private final int[] knobs = new int[Knob.values().length];
        final int chip;
        final int family;
        final int attention;
        final int framework;
        final int release;
        final int familyModel;
        final int familyRelease;
        final int expertRelease;

        Slots(Layout layout, Subject subject) {
            for (var knob : Knob.values()) {
                knobs[knob.index()] = layout.slot(knob.parameterName());
            }
            chip = layout.slot(chipName(subject));
            family = layout.slot(familyName(subject));
            attention = layout.slot(attentionName(subject));
            framework = layout.slot(frameworkName(subject));
            release = layout.slot(releaseName(subject));
            familyModel = layout.slot(familyModelName(subject));
            familyRelease = layout.slot(familyReleaseName(subject));
            expertRelease =
                    subject.experts() ? layout.slot(expertReleaseName(subject)) : Layout.NONE;
        }

        /// Values of the common parameters, in the order of [Knob#index].
        double[] values(Theta theta) {
            var values = new double[knobs.length];
            for (int i = 0; i < knobs.length; i++) {
                values[i] = knobs[i] == Layout.NONE ? PRIORS[i] : theta.get(knobs[i]);
            }
            return values;
        }
    }
}
