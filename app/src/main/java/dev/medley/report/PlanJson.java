package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.plan.Worth;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Work;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.Locale;

/// Writes a plan as JSON, as it comes: `docs/plan-json.md` describes every field. A figure that is
/// unknown or has no meaning is null, and nothing else is ever left out.
public final class PlanJson {

    private final JsonGenerator json;
    private final Plan plan;
    private final Heading heading;
    private final Digest digest;

    private PlanJson(JsonGenerator json, Plan plan, Heading heading) {
        this.json = json;
        this.plan = plan;
        this.heading = heading;
        this.digest = new Digest(plan);
    }

    /// Writes one document and a line end; the stream stays open.
    public static void write(Plan plan, Heading heading, OutputStream out) {
        var factory = JsonFactory.builder().build();
        var stream = new UnclosedStream(out);
        try (var json =
                factory.createGenerator(ObjectWriteContext.empty(), stream, JsonEncoding.UTF8)) {
            new PlanJson(json, plan, heading).document();
            json.writeRaw('\n');
        }
    }

    private void document() {
        json.writeStartObject();
        number("objective", plan.objective());
        number("bound", plan.bound());
        number("gap", plan.gap());
        json.writeNumberProperty("solveMs", heading.solveMs());
        json.writeStringProperty("gapText", digest.gapSentence());
        json.writeStringProperty("fleet", heading.fleet());
        json.writeStringProperty("date", heading.date().toString());
        json.writeStringProperty("reference", heading.reference());
        json.writeStringProperty("currency", heading.currency());
        totals();
        array("pools", this::pools);
        array("allocations", this::allocations);
        array("waiting", this::waiting);
        array("warnings", this::warnings);
        array("tenants", this::tenants);
        array("alternatives", this::alternatives);
        array("stages", this::stages);
        JsonParts.changes(json, plan.changes());
        new VoucherParts(json).write(plan);
        json.writeEndObject();
    }

    private void totals() {
        var all = digest.all();
        json.writeObjectPropertyStart("totals");
        json.writeNumberProperty("works", digest.works());
        json.writeNumberProperty("running", all.running());
        json.writeNumberProperty("waiting", all.waiting());
        json.writeNumberProperty("shortfalls", digest.shortfalls());
        json.writeNumberProperty("devices", digest.devices());
        JsonParts.devices(json, "used", all.devices());
        number("worth", plan.worth());
        number("costPerHour", all.costPerHour());
        number("watts", all.watts());
        json.writeEndObject();
    }

    private void pools() {
        for (var use : plan.pools()) {
            var pool = use.pool();
            json.writeStartObject();
            json.writeStringProperty("pool", pool.id());
            json.writeStringProperty("chip", pool.chip().id());
            json.writeStringProperty("site", pool.site().id());
            json.writeStringProperty("stack", pool.stack());
            json.writeNumberProperty("devices", pool.devices());
            json.writeNumberProperty("used", use.used());
            number("price", use.price());
            json.writeNumberProperty("training", use.training());
            json.writeNumberProperty("serving", use.serving());
            json.writeNumberProperty("batch", use.batch());
            json.writeNumberProperty("devicesPerNode", pool.devicesPerNode());
            json.writeNumberProperty("domainDevices", pool.domainDevices());
            JsonParts.parts(json, pool);
            JsonParts.costs(json, pool);
            json.writeEndObject();
        }
    }

    private void allocations() {
        for (var allocation : plan.allocations()) {
            var fit = allocation.fit();
            var progress = digest.progress(allocation);
            json.writeStartObject();
            work(allocation.work());
            json.writeStringProperty("pool", plan.pools().get(allocation.pool()).pool().id());
            json.writeNumberProperty("devices", allocation.devices());
            int parts = plan.pools().get(allocation.pool()).pool().carving().parts();
            if (parts > 1) {
                json.writeNumberProperty("parts", parts);
            }
            json.writeNumberProperty("replicas", allocation.replicas());
            JsonParts.shape(json, fit.shape());
            number("rate", allocation.rate());
            json.writeStringProperty("unit", fit.unit());
            number("costPerHour", allocation.costPerHour());
            number("watts", allocation.watts());
            json.writeStringProperty("startsAt", heading.date().toString());
            number("worth", allocation.worth());
            number("share", allocation.share());
            number("hoursToDone", progress.hours());
            flag("meetsWish", progress.state());
            number("ttftMs", fit.ttftMs());
            number("tpotMs", fit.tpotMs());
            number("replicaRate", fit.rate());
            JsonParts.band(json, "replicaBand80", fit.band());
            json.writeStringProperty("binds", fit.terms().total() > 0 ? fit.terms().binds() : "");
            number("memoryBytes", fit.memory().usedBytes());
            number("quality", Worth.quality(allocation.work(), fit));
            var members = SharingText.members(allocation.work());
            if (!members.isEmpty()) {
                json.writeArrayPropertyStart("members");
                members.forEach(json::writeString);
                json.writeEndArray();
            }
            if (allocation.work() instanceof InferenceService service) {
                number("inputTokens", service.inputTokens());
                number("outputTokens", service.outputTokens());
            }
            json.writeEndObject();
        }
    }

    private void work(Work work) {
        var terms = work.terms();
        json.writeStringProperty("work", terms.name());
        json.writeStringProperty("tenant", terms.tenant());
        json.writeStringProperty("kind", WorkKind.of(work).verb());
        json.writeStringProperty("class", terms.priority().name().toLowerCase(Locale.ROOT));
    }

    private void waiting() {
        for (var waiting : plan.waiting()) {
            json.writeStartObject();
            work(waiting.work());
            JsonParts.reasons(json, waiting.reasons());
            json.writeEndObject();
        }
    }

    private void warnings() {
        for (var warning : plan.warnings()) {
            json.writeStartObject();
            json.writeStringProperty("work", warning.work());
            json.writeStringProperty("pool", warning.pool());
            json.writeStringProperty("code", warning.reason().code());
            json.writeStringProperty("text", warning.reason().text());
            json.writeEndObject();
        }
    }

    private void tenants() {
        for (var use : plan.tenants()) {
            json.writeStartObject();
            json.writeStringProperty("tenant", use.tenant());
            json.writeNumberProperty("running", use.running());
            json.writeNumberProperty("waiting", use.waiting());
            JsonParts.devices(json, "devices", use.devices());
            for (var kind : WorkKind.values()) {
                JsonParts.devices(
                        json,
                        kind.title().toLowerCase(Locale.ROOT),
                        digest.of(use.tenant(), kind).devices());
            }
            number("worth", use.worth());
            number("costPerHour", use.costPerHour());
            json.writeEndObject();
        }
    }

    private void alternatives() {
        for (var policy : plan.alternatives()) {
            json.writeStartObject();
            json.writeStringProperty("policy", policy.name());
            json.writeStringProperty("rule", policy.rule());
            number("worth", policy.worth());
            json.writeObjectPropertyStart("worthByClass");
            policy.worthByClass()
                    .forEach((p, worth) -> number(p.name().toLowerCase(Locale.ROOT), worth));
            json.writeEndObject();
            number("shareOfPlan", plan.worth() > 0 ? policy.worth() / plan.worth() : null);
            json.writeNumberProperty("running", policy.running());
            json.writeNumberProperty("deadlinesMet", policy.deadlines());
            number("demandServed", policy.demand());
            number("costPerHour", policy.costPerHour());
            json.writeEndObject();
        }
    }

    private void stages() {
        for (var entry : plan.clearings().entrySet()) {
            var stage = entry.getValue().stages().getLast();
            json.writeStartObject();
            json.writeStringProperty("class", entry.getKey().name().toLowerCase(Locale.ROOT));
            number("objective", stage.objective());
            number("bound", stage.bound());
            number("gap", stage.gap());
            json.writeEndObject();
        }
    }

    private void array(String name, Runnable entries) {
        json.writeArrayPropertyStart(name);
        entries.run();
        json.writeEndArray();
    }

    /// JSON has no infinity; what is not finite is not known.
    private void number(String name, @Nullable Double value) {
        JsonParts.number(json, name, value);
    }

    private void flag(String name, Progress.State state) {
        switch (state) {
            case MET -> json.writeBooleanProperty(name, true);
            case SHORT -> json.writeBooleanProperty(name, false);
            case OPEN -> json.writeNullProperty(name);
        }
    }
}
