package dev.medley.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What every page begins with: a policy under which it loads nothing from anywhere, and styles.
final class PageHead {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private PageHead() {}

    /// Whether the page may also run its own script.
    enum Script {
        NONE(""),
        OWN("; script-src 'unsafe-inline'");

        private final String source;

        Script(String source) {
            this.source = source;
        }
    }

    static void write(Markup page, String title, Script script, String... styles) {
        page.open("head").line();
        page.empty("meta", "charset", "utf-8").line();
        var policy = POLICY + script.source;
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark").line();
        page.element("title", title).line();
        for (var style : styles) {
            page.trusted("style", resource(style));
        }
        page.close().line();
    }

    /// A file of ours that pages carry within.
    static String resource(String name) {
        try (var in = PageHead.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks report/" + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
