package dev.medley.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Sends what is logged through `System.Logger` the way of all other lines, so that rooms of the
/// server need no logging library.
public final class PlatformLogs extends System.LoggerFinder {

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Bridge(LoggerFactory.getLogger(name));
    }

    private record Bridge(Logger logger) implements System.Logger {

        @Override
        public String getName() {
            return logger.getName();
        }

        @Override
        public boolean isLoggable(System.Logger.Level level) {
            return level != System.Logger.Level.OFF && logger.isEnabledForLevel(slf4j(level));
        }

        @Override
        public void log(
                System.Logger.Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String text,
                @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                logger.atLevel(slf4j(level)).setCause(thrown).log(text);
            }
        }

        @Override
        public void log(
                System.Logger.Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                logger.atLevel(slf4j(level)).log(filled(format, values));
            }
        }

        private static @Nullable String filled(
                @Nullable String format, @Nullable Object @Nullable [] values) {
            if (format == null || values == null || values.length == 0) {
                return format;
            }
            try {
                return new MessageFormat(format, Locale.ROOT).format(values);
            } catch (IllegalArgumentException _) {
                return format;
            }
        }
    }

    private static Level slf4j(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.TRACE;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, OFF -> Level.ERROR;
        };
    }
}
