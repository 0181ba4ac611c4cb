package dev.medley.cli.rules;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.util.Locale;
import java.util.Set;

/// A country as options name it.
final class CountryCode {

    private CountryCode() {}

    /// The code, if it is one of ISO 3166-1 alpha-2 or not given at all.
    static String checked(String option, String code, CommandLine line) {
        if (!code.isEmpty() && !Set.of(Locale.getISOCountries()).contains(code)) {
            throw new ParameterException(
                    line,
                    "%s: '%s' is no country code (ISO 3166-1 alpha-2); write it like CN, US or SG"
                            .formatted(option, code));
        }
        return code;
    }
}
