package dev.medley.process;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What runs inherit of the server's own environment: names on a short list, so that nothing secret
/// that the server was given comes to works.
final class Environment {

    /// Where programs and libraries are, who runs them, and how they speak.
    private static final List<String> KEPT =
            List.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "TZ",
                    "TMPDIR",
                    "LD_LIBRARY_PATH",
                    "JAVA_HOME");

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Environment() {}

    /// As much of the server's environment as runs get. Its own `java` is found where the path has
    /// none.
    static SortedMap<String, String> ofServer(Map<String, String> server) {
        var kept = new TreeMap<String, String>();
        for (var name : KEPT) {
            var value = server.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        var home = System.getProperty("java.home");
        kept.putIfAbsent("PATH", USUAL_PATH);
        if (home != null) {
            kept.merge("PATH", home + "/bin", (path, java) -> path + ":" + java);
            kept.putIfAbsent("JAVA_HOME", home);
        }
        return kept;
    }
}
