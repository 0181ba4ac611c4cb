package dev.medley.report;

import dev.medley.core.plan.weeks.WeekCertificate;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.Locale;

/// Writes the certificate of a plan over weeks as JSON lines. `docs/certificate.md` (Weeks) says
/// what each line holds and how to check it.
public final class WeekCertificateFile {

    private WeekCertificateFile() {}

    /// The stream stays open.
    public static void write(WeekCertificate certificate, OutputStream out) {
        var json = JsonFactory.builder().rootValueSeparator("\n").build();
        try (var line =
                json.createGenerator(
                        ObjectWriteContext.empty(), new UnclosedStream(out), JsonEncoding.UTF8)) {
            var headers = certificate.headers();
            for (int at = 0; at < headers.size(); at++) {
                header(line, headers.get(at));
                certificate.shares(at).forEach(share -> share(line, share));
                certificate.limits(at).forEach(limit -> limit(line, limit));
                for (var own : certificate.own(at)) {
                    line.writeStartObject();
                    line.writeStringProperty("job", own.work());
                    line.writeNumberProperty("price", own.price());
                    line.writeEndObject();
                }
                certificate.bids(at, bid -> bid(line, bid));
            }
            line.writeRaw('\n');
        }
    }

    private static void header(JsonGenerator line, WeekCertificate.Header header) {
        line.writeStartObject();
        line.writeNumberProperty("weeks", header.weeks());
        line.writeStringProperty("class", header.priority().name().toLowerCase(Locale.ROOT));
        line.writeNumberProperty("alpha", header.alpha());
        line.writeNumberProperty("objective", header.objective());
        line.writeNumberProperty("bound", header.bound());
        line.writeNumberProperty("lots", header.lots());
        line.writeNumberProperty("bids", header.bids());
        line.writeEndObject();
    }

    private static void share(JsonGenerator line, WeekCertificate.Share share) {
        line.writeStartObject();
        line.writeStringProperty("tenant", share.tenant());
        line.writeNumberProperty("weight", share.utility().weight());
        line.writeNumberProperty("entitlement", share.utility().entitlement());
        line.writeNumberProperty("dualWeight", share.dualWeight());
        line.writeNumberProperty("received", share.received());
        line.writeEndObject();
    }

    private static void limit(JsonGenerator line, WeekCertificate.Limit limit) {
        line.writeStartObject();
        line.writeStringProperty(limit.pool() ? "pool" : "budget", limit.id());
        line.writeNumberProperty("week", limit.week());
        line.writeNumberProperty(limit.pool() ? "capacity" : "limit", limit.capacity());
        if (limit.pool()) {
            line.writeNumberProperty("held", limit.held());
        }
        line.writeNumberProperty("price", limit.price());
        line.writeEndObject();
    }

    private static void bid(JsonGenerator line, WeekCertificate.Bid bid) {
        line.writeStartObject();
        line.writeStringProperty("lot", bid.lot());
        line.writeStringProperty("work", bid.work());
        line.writeStringProperty("tenant", bid.tenant());
        line.writeNumberProperty("week", bid.week());
        line.writeNumberProperty("value", bid.value());
        line.writeObjectPropertyStart("use");
        line.writeNumberProperty(bid.pool(), bid.use());
        line.writeEndObject();
        line.writeObjectPropertyStart("spend");
        bid.spend().forEach(line::writeNumberProperty);
        line.writeEndObject();
        line.writeNumberProperty("part", bid.part());
        line.writeNumberProperty("chosen", bid.chosen());
        line.writeNumberProperty("lost", bid.lost());
        line.writeEndObject();
    }
}
