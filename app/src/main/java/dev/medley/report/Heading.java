package dev.medley.report;

import java.time.LocalDate;

/// What a report says beside the plan itself.
///
/// @param fleet name of the fleet
/// @param date the plan's date
/// @param reference id of the chip that worth is counted in
/// @param currency of all money, as a three-letter code
/// @param solveMs how long planning took
public record Heading(
        String fleet, LocalDate date, String reference, String currency, long solveMs) {}
