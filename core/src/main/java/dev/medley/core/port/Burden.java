package dev.medley.core.port;

/// What one rule's findings mean on one target.
///
/// @param places findings
/// @param files files they stand in
/// @param days effort of them all together, calibrated; zero where it is not known
public record Burden(PortRule rule, Cell cell, int places, int files, Days days) {

    /// Nobody can say what it takes.
    public boolean unknownEffort() {
        return cell.portability() == Portability.BLOCKED;
    }
}
