package dev.medley.process;

import dev.medley.core.control.Amount;
import dev.medley.core.control.Effect;
import dev.medley.core.work.InferenceService;
import dev.medley.core.work.Recipe;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts a run's folder, environment and command together, and starts its wrapper.
final class Launcher {

    private static final String WRAPPER = "wrapper.sh";

    private final Settings settings;

    Launcher(Settings settings) {
        this.settings = settings;
    }

    /// Starts a wrapper, which begins the run unless somebody did before.
    ///
    /// @return the wrapper's process
    /// @throws Refused if it cannot be begun here
    Process start(Effect.Start start, RunFolder folder) throws Refused {
        try {
            var environment = new TreeMap<>(settings.environment());
            environment.putAll(start.work().terms().launch().env());
            var spec = spec(start, folder, environment);
            folder.write(spec);
            return wrapper(spec, folder, environment);
        } catch (IOException | IllegalArgumentException failure) {
            throw new Refused("It could not be started: " + failure.getMessage());
        }
    }

    private RunSpec spec(Effect.Start start, RunFolder folder, SortedMap<String, String> into)
            throws IOException, Refused {
        var work = start.work();
        var launch = work.terms().launch();
        var stack = start.fit().shape().stack();
        var recipe = Objects.requireNonNullElse(settings.recipes().get(stack), Recipes.NONE);
        var devices = devices(start);
        var names = names(start);
        boolean service = work instanceof InferenceService;
        // A wrapper of a server that died may still come first: it must find the same.
        var before = folder.spec();
        int port = before != null ? before.port() : service ? freePort() : 0;
        var saves = settings.data().resolve("works").resolve(RunFolder.name(work.name()));
        Files.createDirectories(saves.resolve("checkpoint"), RunFolder.OWN);
        var values = Commands.values(start, names, port, saves.resolve("checkpoint").toString());
        var command = Commands.of(start, recipe, values);
        for (var variable : recipe.variables().entrySet()) {
            into.put(variable.getKey(), Recipe.filled(variable.getValue(), values));
        }
        into.put("MEDLEY_RUN", start.run());
        into.put("MEDLEY_WORK", work.name());
        into.put("MEDLEY_TENANT", work.terms().tenant());
        into.put("MEDLEY_STACK", stack);
        into.put("MEDLEY_DEVICES", String.join(",", names));
        into.put("MEDLEY_CHECKPOINT_DIR", saves.resolve("checkpoint").toString());
        into.put("MEDLEY_PROGRESS", folder.file("progress").toString());
        var beside = work.terms().beside(Math.max(1, devices.size()));
        if (beside.cpuMilli() > 0) {
            var cores = Long.toString(Math.max(1, beside.cpuMilli() / 1000));
            into.put("MEDLEY_CPUS", cores);
            into.putIfAbsent("OMP_NUM_THREADS", cores);
        }
        if (beside.memoryBytes() > 0) {
            into.put("MEDLEY_MEMORY_BYTES", Long.toString(beside.memoryBytes()));
        }
        if (service) {
            into.put("MEDLEY_PORT", Integer.toString(port));
        }
        long memory = launch.memoryBytes() == null ? 0 : launch.memoryBytes();
        var base = settings.cgroup();
        var cgroup =
                memory == 0 || base == null
                        ? null
                        : Cgroup.make(base, String.valueOf(folder.path().getFileName()), memory);
        return new RunSpec(
                start.run(),
                work.name(),
                work.terms().tenant(),
                Amount.total(work),
                start.from(),
                service,
                command,
                directory(launch.directory(), folder),
                List.copyOf(into.keySet()),
                devices,
                port,
                service ? recipe.readiness() : null,
                launch.wallMs() == null ? 0 : launch.wallMs(),
                memory,
                cgroup == null ? "" : cgroup.toString(),
                start.care().graceMs(),
                launch.checkpoint().command(),
                launch.checkpoint().signal());
    }

    private String directory(String stated, RunFolder folder) throws IOException, Refused {
        if (stated.isEmpty()) {
            var own = folder.file("work");
            Files.createDirectories(own);
            return own.toString();
        }
        var directory = settings.root().resolve(stated).normalize();
        if (!Files.isDirectory(directory)) {
            throw new Refused("Its directory %s is not there.".formatted(directory));
        }
        return directory.toString();
    }

    private static List<Integer> devices(Effect.Start start) throws Refused {
        var devices = new TreeSet<Integer>();
        for (var seat : start.seats()) {
            if (!seat.node().equals(start.seats().getFirst().node())) {
                throw new Refused("It spans several nodes, which local processes cannot.");
            }
            devices.addAll(seat.devices());
        }
        return List.copyOf(devices);
    }

    private List<String> names(Effect.Start start) throws Refused {
        var names = new ArrayList<String>();
        for (int device : devices(start)) {
            names.add(settings.names().name(start.seats().getFirst().node(), device));
        }
        return names;
    }

    /// Nobody listens there now. Somebody else may come first; then the run fails and is tried
    /// again on another.
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process wrapper(RunSpec spec, RunFolder folder, SortedMap<String, String> environment)
            throws IOException, Refused {
        var setsid = tool("setsid");
        var command = new ArrayList<String>();
        command.addAll(List.of(setsid, "/bin/sh", script().toString(), "outside"));
        command.addAll(List.of(folder.path().toString(), spec.directory(), spec.cgroup(), setsid));
        command.addAll(spec.command());
        var builder = new ProcessBuilder(command);
        builder.directory(new File("/"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.file("stderr").toFile()));
        return builder.start();
    }

    static String tool(String name) throws Refused {
        for (var folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            var tool = Path.of(folder, name);
            if (Files.isExecutable(tool)) {
                return tool.toString();
            }
        }
        throw new Refused("The program '%s' (util-linux) is not on this machine.".formatted(name));
    }

    /// The wrapper beside the runs, as this version has it.
    private Path script() throws IOException {
        var path = settings.runs().resolve(WRAPPER);
        try (InputStream in = Launcher.class.getResourceAsStream("/process/" + WRAPPER)) {
            var script = Objects.requireNonNull(in, WRAPPER).readAllBytes();
            if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), script)) {
                // A shell reads a script as it goes: one that runs keeps the file it began with.
                var draft = settings.runs().resolve(WRAPPER + ".new");
                Files.write(draft, script);
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return path;
    }
}
