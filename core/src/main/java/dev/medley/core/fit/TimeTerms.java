package dev.medley.core.fit;

/// Where the time of one iteration (serving) or one step (training) goes, in seconds.
///
/// @param compute matrix products and attention arithmetic
/// @param memory reading weights, KV cache and activations
/// @param communication collectives and point-to-point transfers that are not hidden
/// @param bubble idle time of pipeline stages
/// @param overhead launches, scheduling and everything that scales with neither
public record TimeTerms(
        double compute, double memory, double communication, double bubble, double overhead) {

    public double total() {
        return compute + memory + communication + bubble + overhead;
    }

    /// Name of the largest term.
    public String binds() {
        double largest =
                Math.max(
                        Math.max(Math.max(compute, memory), Math.max(communication, bubble)),
                        overhead);
        if (largest == compute) {
            return "compute";
        } else if (largest == memory) {
            return "memory";
        } else if (largest == communication) {
            return "communication";
        }
        return largest == bubble ? "bubble" : "overhead";
    }
}
