package dev.medley.cli.remote;

import dev.medley.live.Tokens;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.regex.Pattern;

/// Who is let in, as what, and until when.
final class TokenTerms {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

    @Parameters(paramLabel = "NAME", description = "How the audit calls whoever bears it.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "viewer, user or operator; each may do what those before it may.")
    private Tokens.Role role = Tokens.Role.VIEWER;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "Sees and submits this tenant's work only.")
    private @Nullable String tenant;

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            description = "Until when it holds, as 90d; for ever unless given.")
    private @Nullable String expires;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    String name() {
        return name;
    }

    Tokens.Role role() {
        return role;
    }

    String roleWord() {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Nullable String tenant() {
        return tenant;
    }

    @Nullable Long days() {
        if (expires == null) {
            return null;
        }
        var days = DAYS.matcher(expires);
        if (!days.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--expires '%s' is no number of days; write 90d".formatted(expires));
        }
        return Long.valueOf(days.group(1));
    }
}
