package dev.medley.cli.port;

import dev.medley.core.port.Assessment;
import dev.medley.core.port.Assessor;
import dev.medley.core.port.Mapping;
import dev.medley.portscan.Scan;

import java.util.List;

/// Everything that one scan has to say.
///
/// @param folder as it was asked for
record PortReport(
        String folder,
        Mapping mapping,
        Assessor assessor,
        Scan scan,
        List<Assessment> assessments) {

    PortReport {
        assessments = List.copyOf(assessments);
    }

    /// Whole weeks of the low end; what takes less than one counts as none.
    static int lowWeeks(Assessment assessment) {
        return (int) Math.floor(assessment.lowWeeks());
    }

    /// Whole weeks of the high end.
    static int highWeeks(Assessment assessment) {
        return (int) Math.ceil(assessment.highWeeks());
    }

    /// Two decimals, rounded down: nothing is ready before it is.
    static double readiness(Assessment assessment) {
        return Math.floor(assessment.readiness() * 100 + 1e-9) / 100;
    }
}
