package dev.medley.core.catalog;

/// Where a fact comes from.
///
/// @param source document, page or path that states the fact
/// @param date when the source said so (ISO year, month or day), or "" when it bears none
/// @param confidence how far to trust it
/// @param note what a reader should know beside it, or ""
public record Provenance(String source, String date, Confidence confidence, String note) {}
