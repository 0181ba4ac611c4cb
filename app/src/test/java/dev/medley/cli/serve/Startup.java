package dev.medley.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// How the JVM of a server is started. Whoever starts hundreds of servers has one of them remember
/// its classes first, which halves what each later start costs.
record Startup(String classPath, List<String> flags) {

    /// Most servers of tests live for seconds: what makes a long life fast is left away.
    static final Startup PLAIN =
            new Startup(
                    System.getProperty("java.class.path"),
                    List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:aot=off"));

    /// From classes remembered in a folder.
    static Startup remembered(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var path = new ArrayList<String>();
        for (var entry : PLAIN.classPath.split(":", -1)) {
            path.add(
                    Files.isDirectory(Path.of(entry))
                            ? packed(Path.of(entry), folder.resolve(path.size() + ".jar"))
                            : entry);
        }
        var classPath = String.join(":", path);
        var cache = folder.resolve("classes.aot");
        var first = new Startup(classPath, with("-XX:AOTCacheOutput=" + cache));
        // It writes what it remembers when it ends.
        ServerProcess.start(first, folder).close();
        return new Startup(classPath, with("-XX:AOTCache=" + cache));
    }

    private static List<String> with(String flag) {
        var flags = new ArrayList<>(PLAIN.flags);
        flags.add(flag);
        return flags;
    }

    private static String packed(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var all = Files.walk(classes)) {
            for (var file : all.filter(f -> !f.equals(classes)).sorted().toList()) {
                // Folders too: migrations are looked for in one.
                boolean folder = Files.isDirectory(file);
                var name = classes.relativize(file) + (folder ? "/" : "");
                out.putNextEntry(new JarEntry(name));
                if (!folder) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
        return jar.toString();
    }
}
