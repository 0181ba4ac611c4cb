package dev.medley.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Names as parts of a path: whatever they hold, they stay one part.
final class PathPart {

    private PathPart() {}

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
