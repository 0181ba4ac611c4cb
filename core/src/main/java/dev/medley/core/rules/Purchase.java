package dev.medley.core.rules;

import dev.medley.core.catalog.Chip;
import dev.medley.core.catalog.Confidence;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// A line of a purchase list: so many packages of a chip, from somewhere to somebody.
///
/// @param list name of the list
/// @param date day of the delivery, or null for the day that is asked about
/// @param from country it comes from, or "" when unknown
/// @param to country it goes to, or "" when unknown
/// @param headquarters country of the recipient's headquarters, or "" when unknown
/// @param ultimateParent country of its ultimate parent's headquarters, or "" when unknown
/// @param toOwner whether the fleet's owner receives it
public record Purchase(
        String list,
        Chip chip,
        long packages,
        Act act,
        @Nullable LocalDate date,
        String from,
        String to,
        String headquarters,
        String ultimateParent,
        boolean toOwner) {

    public Question question(Circumstances circumstances, LocalDate asked) {
        var question =
                Question.of(
                                chip.id(),
                                act,
                                date == null ? asked : date,
                                ChipFacts.of(chip, circumstances))
                        .of(packages, null)
                        .at(Variable.FROM, from)
                        .at(Variable.TO, to)
                        .at(Variable.HQ, headquarters)
                        .at(Variable.PARENT_HQ, ultimateParent);
        var listed = circumstances.listedOwner();
        return listed == null || !toOwner
                ? question
                : question.with(
                        Variable.LISTED_OWNER,
                        new Fact.Flag(listed, Confidence.HIGH, "stated by the operator"));
    }
}
