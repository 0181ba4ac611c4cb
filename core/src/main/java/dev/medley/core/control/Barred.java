package dev.medley.core.control;

/// What runs where rules that have begun since do not let it.
final class Barred {

    private Barred() {}

    /// Stops it, with the rule as the reason. What it did is saved if it can be, within the grace
    /// that the work was given.
    static void stop(State state, Draft draft) {
        var setup = state.setup();
        if (setup.ruleChanges().isEmpty()) {
            return;
        }
        var permissions = setup.permissions(draft.at);
        for (var run : state.runs.values()) {
            if (run.goesOn()) {
                var blocks = permissions.blocks(run.job.work, setup.pools().get(run.pool));
                if (!blocks.isEmpty()) {
                    draft.stop(run, "rules bar it from here: " + blocks.getFirst().text());
                }
            }
        }
    }
}
