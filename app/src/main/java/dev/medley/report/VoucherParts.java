package dev.medley.report;

import dev.medley.core.plan.Plan;
import dev.medley.core.plan.VoucherCover;

import tools.jackson.core.JsonGenerator;

/// What vouchers take off a plan's cost, as JSON.
final class VoucherParts {

    private final JsonGenerator json;

    VoucherParts(JsonGenerator json) {
        this.json = json;
    }

    void write(Plan plan) {
        var cover = plan.vouchers();
        double gross = plan.tenants().stream().mapToDouble(Plan.TenantUse::costPerHour).sum();
        json.writeObjectPropertyStart("vouchers");
        cost(gross, cover.perHour());
        json.writeArrayPropertyStart("tenants");
        var first = VoucherTable.first(plan);
        for (var use : plan.tenants()) {
            json.writeStartObject();
            json.writeStringProperty("tenant", use.tenant());
            cost(use.costPerHour(), cover.byTenant().getOrDefault(use.tenant(), 0.0));
            var part = first.get(use.tenant());
            json.writeName("first");
            if (part == null) {
                json.writeNull();
            } else {
                json.writeString(part.voucher().id());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("parts");
        cover.parts().forEach(this::part);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void cost(double gross, double borne) {
        JsonParts.number(json, "grossPerHour", gross);
        JsonParts.number(json, "bornePerHour", borne);
        JsonParts.number(json, "netPerHour", gross - borne);
    }

    private void part(VoucherCover.Part part) {
        var unit = part.programme().unit();
        var terms = part.voucher().terms();
        json.writeStartObject();
        json.writeStringProperty("voucher", part.voucher().id());
        json.writeStringProperty("programme", part.programme().id());
        json.writeStringProperty("contract", part.voucher().contract());
        json.writeStringProperty("company", part.voucher().company());
        JsonParts.number(json, "bornePerHour", part.perHour());
        json.writeStringProperty("unit", unit.word());
        json.writeNumberProperty("left", unit.whole(part.left()));
        json.writeNumberProperty("used", unit.whole(part.used()));
        json.writeNumberProperty("lost", unit.whole(part.lost()));
        json.writeStringProperty("by", part.usedUp().toString());
        json.writeName("expires");
        if (terms == null) {
            json.writeNull();
        } else {
            json.writeString(terms.until().toString());
        }
        json.writeArrayPropertyStart("works");
        part.works().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }
}
