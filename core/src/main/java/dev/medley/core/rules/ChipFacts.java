package dev.medley.core.rules;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Confidence;
import dev.medley.core.catalog.Precision;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What rules ask of a chip, from the catalogue and from what the operator states.
///
/// Rules speak of one integrated circuit; a card of several counts each by itself, with an equal
/// share of its peaks, dies and memory. Links are not divided: nobody says which of them leave a
/// circuit, and counting all errs towards the rule.
public final class ChipFacts {

    /// Operands of TF32 have 19 bits.
    private static final int TF32_BITS = 19;

    /// A stated figure that differs by less is the computed one, rounded.
    private static final double ROUNDING = 0.5;

    private static final Pattern NANOMETRES = Pattern.compile("(\\d+(?:\\.\\d+)?) ?nm");

    private final Chip chip;
    private final TreeMap<Variable, Fact> facts = new TreeMap<>();

    private ChipFacts(Chip chip) {
        this.chip = chip;
    }

    /// All that is known of the chip.
    public static Facts of(Chip chip, Circumstances circumstances) {
        return new ChipFacts(chip).facts(circumstances);
    }

    private Facts facts(Circumstances circumstances) {
        var traits = chip.traits();
        int circuits = traits.integratedCircuits();
        facts.put(Variable.ITEM, new Fact.Word("ic", Confidence.HIGH, "a chip"));
        facts.put(Variable.CHIP, new Fact.Word(chip.id(), Confidence.HIGH, "catalogue"));
        totalProcessingPerformance();
        figure(Variable.DIE_AREA, "dieAreaMm2", traits.dieAreaMm2(), circuits);
        figure(Variable.DRAM_BANDWIDTH, "memoryGbs", chip.memoryGbs(), circuits);
        figure(Variable.IO_BANDWIDTH, "ioTotalGbs", traits.ioTotalGbs(), 1);
        performanceDensity();
        processNode();
        designed(circumstances.designs().get(chip.id()));
        if (!traits.designerHeadquarters().isEmpty()) {
            facts.put(
                    Variable.DESIGNER_HQ,
                    new Fact.Word(traits.designerHeadquarters(), Confidence.HIGH, "catalogue"));
        }
        var eccn = circumstances.classes().get(chip.id());
        if (eccn != null) {
            facts.put(
                    Variable.VENDOR_ECCN,
                    new Fact.Word(eccn.code(), Confidence.HIGH, eccn.evidence()));
        }
        return new Facts(facts);
    }

    private Confidence confidence(String field) {
        var note = chip.figureNotes().get(field);
        return note == null ? chip.provenance().confidence() : note.confidence();
    }

    private void figure(Variable variable, String field, @Nullable Double value, int circuits) {
        if (value != null) {
            var basis = circuits == 1 ? "catalogue" : "a share of " + circuits + " circuits";
            facts.put(variable, new Fact.Figure(value / circuits, confidence(field), basis));
        }
    }

    /// The largest of dense peak times bits over precisions; a published figure counts where it
    /// knows of a precision that the catalogue does not list. Neither that nor a peak of short
    /// operands leaves it unknown.
    private void totalProcessingPerformance() {
        int circuits = chip.traits().integratedCircuits();
        double best = 0;
        var basis = "";
        for (var peak : chip.denseTflops().entrySet()) {
            double tpp = peak.getValue() * bits(peak.getKey()) / circuits;
            if (tpp > best) {
                best = tpp;
                basis = basis(peak.getKey(), peak.getValue(), circuits);
            }
        }
        var stated = chip.traits().totalProcessingPerformance();
        if (stated != null && stated > best + ROUNDING) {
            facts.put(
                    Variable.TPP,
                    new Fact.Figure(
                            stated,
                            confidence("totalProcessingPerformance"),
                            "as published; more than the listed peaks give"));
        } else if (stated != null || knowsShortOperands()) {
            facts.put(Variable.TPP, new Fact.Figure(best, confidence("denseTflops"), basis));
        }
    }

    /// Whether a peak of 16 bits or fewer is listed: those give the most, so that 32-bit peaks
    /// alone would make a chip look weaker than it is.
    private boolean knowsShortOperands() {
        return chip.denseTflops().keySet().stream().anyMatch(p -> bits(p) <= 16);
    }

    private static String basis(Precision precision, double peak, int circuits) {
        return "%s %s x %d%s"
                .formatted(
                        precision.name().toLowerCase(Locale.ROOT),
                        Wording.figure(peak),
                        bits(precision),
                        circuits == 1 ? "" : " / " + circuits + " circuits");
    }

    static int bits(Precision precision) {
        return switch (precision) {
            case FP32 -> 32;
            case TF32 -> TF32_BITS;
            case BF16 -> 16;
            case FP8, INT8 -> 8;
            case FP4, INT4 -> 4;
        };
    }

    private void performanceDensity() {
        if (facts.get(Variable.TPP) instanceof Fact.Figure tpp
                && facts.get(Variable.DIE_AREA) instanceof Fact.Figure area) {
            facts.put(
                    Variable.PD,
                    new Fact.Figure(
                            tpp.value() / area.value(),
                            Evaluation.lower(tpp.confidence(), area.confidence()),
                            "TPP / die area"));
        }
    }

    /// "TSMC 7nm" says 7; "TSMC 4N" and ranges say nothing that could be compared.
    private void processNode() {
        var matcher = NANOMETRES.matcher(chip.traits().processNode());
        if (matcher.find()) {
            double nanometres = Double.parseDouble(matcher.group(1));
            if (!matcher.find()) {
                facts.put(
                        Variable.PROCESS_NM,
                        new Fact.Figure(nanometres, confidence("processNode"), "catalogue"));
            }
        }
    }

    private void designed(Circumstances.@Nullable Design stated) {
        var known = chip.traits().designedForDataCentres();
        if (stated != null) {
            facts.put(
                    Variable.DC_DESIGNED,
                    new Fact.Flag(stated.forDataCentres(), Confidence.HIGH, stated.evidence()));
        } else if (known != null) {
            facts.put(
                    Variable.DC_DESIGNED,
                    new Fact.Flag(known, confidence("designedForDataCentres"), "catalogue"));
        }
    }
}
