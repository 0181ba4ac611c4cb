package dev.medley.telemetry;

/// Names of metrics as Micrometer takes them; Prometheus adds `_seconds`, `_total` and dots become
/// underscores: `medley.commands` is `medley_commands_total`.
final class Names {

    static final String DECISION = "medley.decision";
    static final String COMMANDS = "medley.commands";
    static final String EVENTS = "medley.events";
    static final String RUNS_ENDED = "medley.runs.ended";
    static final String APPEND = "medley.journal.append";
    static final String ENTRIES = "medley.journal.entries";
    static final String FAILURES = "medley.journal.failures";
    static final String LAST_ENTRY = "medley.journal.last.entry";
    static final String QUEUE = "medley.queue.works";
    static final String WORKS = "medley.works";
    static final String NODES = "medley.nodes";
    static final String POOL_DEVICES = "medley.pool.devices";
    static final String POOL_PRICE = "medley.pool.price";
    static final String TENANT_DEVICES = "medley.tenant.devices";
    static final String TENANT_TIME = "medley.tenant.device.seconds";
    static final String FLOOR_PROMISED = "medley.floor.promised.ratio";
    static final String FLOOR_HELD = "medley.floor.held.ratio";
    static final String OBJECTIVE = "medley.plan.objective";
    static final String BOUND = "medley.plan.bound";
    static final String GAP = "medley.plan.gap.ratio";
    static final String ERROR = "medley.prediction.error.ratio";
    static final String SAMPLE_AGE = "medley.sample.age.seconds";

    private Names() {}
}
