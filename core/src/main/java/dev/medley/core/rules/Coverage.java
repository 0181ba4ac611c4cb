package dev.medley.core.rules;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What the operator holds against a licence requirement: a licence with enough left, or a site
/// that may take items under a general authorisation. Whether its conditions are kept is for the
/// operator to know.
final class Coverage {

    private final Circumstances circumstances;
    private final Question question;

    Coverage(Circumstances circumstances, Question question) {
        this.circumstances = circumstances;
        this.question = question;
    }

    /// What covers the case, or null.
    @Nullable String covers() {
        var licence = licence();
        if (licence != null) {
            return "licence %s: %d of %d left, until %s"
                    .formatted(
                            licence.number(),
                            licence.left(),
                            licence.packages(),
                            licence.expires());
        }
        var site = question.site() == null ? null : circumstances.sites().get(question.site());
        return site == null || site.validatedEndUser().isEmpty() || !isDelivery()
                ? null
                : "validated end user " + site.validatedEndUser();
    }

    /// The first licence that covers it, or null.
    Circumstances.@Nullable Licence licence() {
        for (var licence : circumstances.licences()) {
            if (isFor(licence) && gap(licence).isEmpty()) {
                return licence;
            }
        }
        return null;
    }

    /// Licences for the chip that do not cover the case, and why.
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        for (var licence : circumstances.licences()) {
            if (isFor(licence) && !gap(licence).isEmpty()) {
                remarks.add(
                        "Licence %s does not cover it: %s."
                                .formatted(licence.number(), gap(licence)));
            }
        }
        return remarks;
    }

    private boolean isFor(Circumstances.Licence licence) {
        return isDelivery() && licence.chip().equals(question.chip());
    }

    private boolean isDelivery() {
        return switch (question.act()) {
            case EXPORT, REEXPORT, TRANSFER, BUY -> true;
            case USE, REMOTE_ACCESS -> false;
        };
    }

    private String gap(Circumstances.Licence licence) {
        if (licence.expires().isBefore(question.date())) {
            return "it expired on " + licence.expires();
        }
        if (licence.left() < question.packages()) {
            return "%d are wanted and %d are left of %d"
                    .formatted(question.packages(), licence.left(), licence.packages());
        }
        if (!matches(licence.from(), Variable.FROM)) {
            return "it is from " + licence.from();
        }
        return matches(licence.to(), Variable.TO) ? "" : "it is to " + licence.to();
    }

    private boolean matches(String country, Variable place) {
        var stated = question.facts().word(place);
        return country.isEmpty() || (stated != null && stated.value().equals(country));
    }
}
