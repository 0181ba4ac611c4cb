package dev.medley.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;

import org.slf4j.LoggerFactory;

import java.io.OutputStream;

/// The server's log: JSON lines to a stream, written by a thread of their own.
///
/// Commands other than the server name another provider before SLF4J starts, so that none of this
/// is loaded; see [#silence].
public final class ServerLog implements AutoCloseable {

    private static final int MOST_WAITING = 8_192;

    private final LoggerContext context;

    private ServerLog(LoggerContext context) {
        this.context = context;
    }

    /// Before anything logs: nothing will.
    public static void silence() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    }

    /// Begins to log. Lines that come faster than the stream takes them are dropped from INFO down,
    /// rather than that the loop waits.
    ///
    /// @param level of Medley's own lines: TRACE, DEBUG, INFO, WARN, ERROR; others warn
    public static ServerLog start(OutputStream out, String level) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException(
                    "Logging was silenced before the server started; this is a fault of Medley.");
        }
        context.reset();
        context.start();
        var lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        var stream = new OutputStreamAppender<ILoggingEvent>();
        stream.setContext(context);
        stream.setEncoder(lines);
        stream.setOutputStream(out);
        stream.start();
        var queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(MOST_WAITING);
        queue.setNeverBlock(true);
        queue.addAppender(stream);
        queue.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(queue);
        context.getLogger("dev.medley").setLevel(Level.toLevel(level, Level.INFO));
        return new ServerLog(context);
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        context.stop();
    }
}
