package dev.medley.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;

import org.slf4j.LoggerFactory;

import java.io.OutputStream;
import java.nio.file.Path;

/// The server's log: JSON lines to a stream, written by a thread of their own.
///
/// Commands other than the server name another provider before SLF4J starts, so that none of this
/// is loaded; see [#silence].
public final class ServerLog implements AutoCloseable {

    private static final int MOST_WAITING = 8_192;

    /// From one look at a file's length to the next.
    private static final double CHECKED_S = 1;

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
        var context = fresh();
        var stream = new OutputStreamAppender<ILoggingEvent>();
        stream.setContext(context);
        stream.setEncoder(lines(context));
        stream.setOutputStream(out);
        return start(context, stream, level);
    }

    /// The same into a file. When it is longer than `mostBytes` it is put aside as `FILE.1`, what
    /// was that becomes `FILE.2`, and so on; `aside` of them are kept. A full disk costs lines, and
    /// nothing else.
    public static ServerLog start(Path file, long mostBytes, int aside, String level) {
        var context = fresh();
        var log = new RollingFileAppender<ILoggingEvent>();
        log.setContext(context);
        log.setFile(file.toString());
        log.setEncoder(lines(context));
        var names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(log);
        names.setFileNamePattern(file.toString().replace("%", "\\%") + ".%i");
        names.setMinIndex(1);
        names.setMaxIndex(aside);
        names.start();
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(mostBytes));
        size.setCheckIncrement(Duration.buildBySeconds(CHECKED_S));
        size.start();
        log.setRollingPolicy(names);
        log.setTriggeringPolicy(size);
        return start(context, log, level);
    }

    private static LoggerContext fresh() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException(
                    "Logging was silenced before the server started; this is a fault of Medley.");
        }
        context.reset();
        context.start();
        return context;
    }

    private static JsonLines lines(LoggerContext context) {
        var lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        return lines;
    }

    private static ServerLog start(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> stream, String level) {
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
