package dev.medley.telemetry;

import java.util.regex.Pattern;

/// Takes out of a text what must not be read by whoever reads logs. Nothing should log a secret;
/// this is for the day on which something does.
final class Secrets {

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s\"',;]+");

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)([\\w.-]*(?:password|passwd|secret|token|api[-_]?key|authorization"
                            + "|credential)s?[\"']?\\s*[=:]\\s*)(?!\\*\\*\\*|(?i:bearer|basic)\\s)"
                            + "(\"[^\"]*\"|'[^']*'|[^\\s\"',;&}]+)");

    private static final Pattern USER = Pattern.compile("(://)[^/\\s:@]+:[^/\\s@]+@");

    private Secrets() {}

    static String masked(String text) {
        var masked = BEARER.matcher(text).replaceAll("$1 ***");
        masked = NAMED.matcher(masked).replaceAll("$1***");
        return USER.matcher(masked).replaceAll("$1***@");
    }
}
