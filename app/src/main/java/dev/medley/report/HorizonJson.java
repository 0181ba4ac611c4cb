package dev.medley.report;

import dev.medley.core.plan.weeks.HorizonPlan;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.Locale;

/// Writes a plan over weeks as JSON: `docs/horizon.md` describes every field.
public final class HorizonJson {

    private final JsonGenerator json;
    private final HorizonPlan plan;
    private final Heading heading;
    private final HorizonText text;

    private HorizonJson(JsonGenerator json, HorizonPlan plan, Heading heading) {
        this.json = json;
        this.plan = plan;
        this.heading = heading;
        this.text = new HorizonText(plan, heading.date());
    }

    /// Writes one document and a line end; the stream stays open.
    public static void write(HorizonPlan plan, Heading heading, OutputStream out) {
        var factory = JsonFactory.builder().build();
        var stream = new UnclosedStream(out);
        try (var json =
                factory.createGenerator(ObjectWriteContext.empty(), stream, JsonEncoding.UTF8)) {
            new HorizonJson(json, plan, heading).document();
            json.writeRaw('\n');
        }
    }

    private void document() {
        json.writeStartObject();
        JsonParts.number(json, "objective", plan.objective());
        JsonParts.number(json, "bound", plan.bound());
        json.writeNumberProperty("gap", plan.gap());
        json.writeNumberProperty("alpha", plan.alpha());
        json.writeNumberProperty("worth", plan.worth());
        json.writeNumberProperty("solveMs", heading.solveMs());
        json.writeStringProperty("fleet", heading.fleet());
        json.writeStringProperty("date", heading.date().toString());
        json.writeNumberProperty("weeks", plan.weeks());
        json.writeStringProperty("reference", heading.reference());
        json.writeStringProperty("currency", heading.currency());
        json.writeArrayPropertyStart("pools");
        plan.pools().forEach(this::pool);
        json.writeEndArray();
        json.writeArrayPropertyStart("works");
        plan.courses().forEach(this::work);
        json.writeEndArray();
        json.writeArrayPropertyStart("classes");
        for (var one : plan.classes()) {
            json.writeStartObject();
            json.writeStringProperty("class", one.priority().name().toLowerCase(Locale.ROOT));
            JsonParts.number(json, "objective", one.objective());
            JsonParts.number(json, "bound", one.bound());
            json.writeNumberProperty("gap", one.gap());
            json.writeEndObject();
        }
        json.writeEndArray();
        tenants();
        JsonParts.changes(json, plan.changes());
        rules();
        json.writeEndObject();
    }

    private void tenants() {
        json.writeArrayPropertyStart("tenants");
        for (var tenant : plan.tenants()) {
            json.writeStartObject();
            json.writeStringProperty("tenant", tenant.tenant());
            json.writeNumberProperty("weight", tenant.weight());
            json.writeNumberProperty("running", tenant.running());
            json.writeNumberProperty("waiting", tenant.waiting());
            json.writeNumberProperty("worth", tenant.worth());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rules() {
        json.writeArrayPropertyStart("rules");
        for (var ruled : plan.rules()) {
            var ruling = ruled.ruling();
            json.writeStartObject();
            json.writeStringProperty("pool", ruled.pool());
            json.writeArrayPropertyStart("tenants");
            ruled.tenants().forEach(json::writeString);
            json.writeEndArray();
            json.writeNumberProperty("firstWeek", ruled.firstWeek() + 1);
            json.writeNumberProperty("lastWeek", ruled.lastWeek() + 1);
            json.writeStringProperty("from", text.firstDay(ruled.firstWeek()).toString());
            json.writeStringProperty(
                    "treatment", ruling.treatment().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("rule", ruling.rule());
            json.writeStringProperty("verdict", ruling.verdict().word());
            json.writeStringProperty("act", ruling.act().word());
            json.writeStringProperty("text", ruling.text());
            json.writeStringProperty(
                    "confidence", ruling.confidence().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void pool(HorizonPlan.PoolCourse pool) {
        json.writeStartObject();
        json.writeStringProperty("pool", pool.pool().id());
        json.writeStringProperty("chip", pool.pool().chip().id());
        json.writeStringProperty("site", pool.pool().site().id());
        json.writeStringProperty("stack", pool.pool().stack());
        JsonParts.costs(json, pool.pool());
        json.writeArrayPropertyStart("weeks");
        for (int t = 0; t < plan.weeks(); t++) {
            var week = pool.weeks().get(t);
            json.writeStartObject();
            json.writeNumberProperty("week", t + 1);
            json.writeStringProperty("from", text.firstDay(t).toString());
            json.writeNumberProperty("devices", week.devices());
            json.writeNumberProperty("held", week.held());
            json.writeNumberProperty("used", week.used());
            json.writeNumberProperty("price", week.price());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void work(HorizonPlan.Course course) {
        var terms = course.work().terms();
        json.writeStartObject();
        json.writeStringProperty("work", course.work().name());
        json.writeStringProperty("tenant", terms.tenant());
        json.writeStringProperty("kind", WorkKind.of(course.work()).verb());
        json.writeStringProperty("class", terms.priority().name().toLowerCase(Locale.ROOT));
        var start = course.startHours();
        var finish = course.finishHours();
        date("starts", start == null ? null : text.dayOf(start, false).toString());
        date("finishes", finish == null ? null : text.dayOf(finish, true).toString());
        JsonParts.number(json, "startHours", start);
        JsonParts.number(json, "finishHours", finish);
        JsonParts.number(json, "deadlineHours", course.work().hoursToDeadline());
        JsonParts.number(json, "lateHours", course.lateHours());
        json.writeNumberProperty("done", course.done());
        json.writeNumberProperty("due", course.due());
        json.writeNumberProperty("missed", course.missed());
        json.writeNumberProperty("worth", course.worth());
        json.writeArrayPropertyStart("served");
        course.served().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("stints");
        course.stints().forEach(this::stint);
        json.writeEndArray();
        JsonParts.reasons(json, course.waitsFor());
        json.writeEndObject();
    }

    private void date(String name, @Nullable String day) {
        if (day == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, day);
        }
    }

    private void stint(HorizonPlan.Stint stint) {
        json.writeStartObject();
        json.writeStringProperty("pool", plan.pools().get(stint.pool()).pool().id());
        json.writeNumberProperty("firstWeek", stint.firstWeek() + 1);
        json.writeNumberProperty("lastWeek", stint.lastWeek() + 1);
        json.writeNumberProperty("fromHours", stint.fromHours());
        json.writeNumberProperty("toHours", stint.toHours());
        json.writeNumberProperty("devices", stint.devices());
        json.writeNumberProperty("replicas", stint.replicas());
        JsonParts.shape(json, stint.fit().shape());
        json.writeNumberProperty("rate", stint.rate());
        json.writeStringProperty("unit", stint.fit().unit());
        json.writeNumberProperty("lostHours", stint.lostHours());
        json.writeEndObject();
    }
}
