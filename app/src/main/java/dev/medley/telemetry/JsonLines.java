package dev.medley.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One JSON object per line:
/// `{"at":"2026-11-22T10:00:00.000Z","level":"INFO","logger":"...","thread":"...","text":"...",`
/// then the pairs that the line was given, then `error` and `stack` where there is one.
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] NONE = {};
    private static final int MOST_FRAMES = 40;

    @Override
    public byte[] headerBytes() {
        return NONE;
    }

    @Override
    public byte[] footerBytes() {
        return NONE;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            var at = Instant.ofEpochMilli(event.getTimeStamp());
            json.writeStringProperty("at", at.toString());
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("thread", event.getThreadName());
            json.writeStringProperty("text", Secrets.masked(event.getFormattedMessage()));
            var pairs = event.getKeyValuePairs();
            if (pairs != null) {
                for (var pair : pairs) {
                    var value = Secrets.masked(pair.key + "=" + pair.value);
                    json.writeStringProperty(pair.key, value.substring(pair.key.length() + 1));
                }
            }
            var thrown = event.getThrowableProxy();
            if (thrown != null) {
                json.writeStringProperty("error", Secrets.masked(said(thrown)));
                json.writeStringProperty("stack", stack(thrown));
            }
            json.writeEndObject();
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String said(IThrowableProxy thrown) {
        return thrown.getClassName() + ": " + thrown.getMessage();
    }

    /// Frames of the fault and of what caused it.
    private static String stack(@Nullable IThrowableProxy thrown) {
        var text = new StringBuilder();
        for (var one = thrown; one != null; one = one.getCause()) {
            text.append(Secrets.masked(said(one))).append('\n');
            var frames = one.getStackTraceElementProxyArray();
            for (int at = 0; at < Math.min(frames.length, MOST_FRAMES); at++) {
                text.append("  ").append(frames[at].getSTEAsString()).append('\n');
            }
        }
        return text.toString();
    }
}
