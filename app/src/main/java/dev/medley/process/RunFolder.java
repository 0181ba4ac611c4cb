package dev.medley.process;

import dev.medley.core.control.Observation.How;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// All that is written of one run. It is the truth about it: whoever looks here knows what became
/// of the run, whether or not anybody was watching.
///
/// The file `claim` decides who begins it, for it can be made only once: a wrapper that made it
/// runs the program, and a server that made it keeps every wrapper from doing so.
final class RunFolder {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// Of folders that are nobody else's business.
    static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String SPEC = "spec.json";
    private static final String CLAIM = "claim";
    private static final String ENDING = "ending";
    private static final String EXIT = "exit.";
    private static final String ASKED = "asked";
    private static final String CAUSE = "cause";

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /// The folder of a run, whether or not it is there.
    static RunFolder of(Path runs, String run) {
        return new RunFolder(runs.resolve(name(run)));
    }

    /// Name of a file for a run or a work: whatever such a name may not hold is written in
    /// hexadecimal digits.
    static String name(String id) {
        var name = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = "-_#".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
            if (plain || (c == '.' && !name.isEmpty())) {
                name.append(c);
            } else {
                name.append("%%%04x".formatted((int) c));
            }
        }
        return name.toString();
    }

    static RunFolder at(Path path) {
        return new RunFolder(path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /// Makes the folder, for the server's own user alone.
    ///
    /// @return false if it was there
    boolean create() throws IOException {
        Files.createDirectories(path.getParent());
        try {
            Files.createDirectory(path, OWN);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    void write(RunSpec spec) throws IOException {
        replace(SPEC, JSON.writeValueAsBytes(spec));
    }

    /// What runs here, or null where its start did not come so far.
    @Nullable RunSpec spec() throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(path.resolve(SPEC)), RunSpec.class);
        } catch (NoSuchFileException _) {
            return null;
        } catch (JacksonException broken) {
            throw new IOException(path.resolve(SPEC) + " cannot be read", broken);
        }
    }

    /// Who began it.
    sealed interface Claim {

        record Nobodys() implements Claim {}

        /// A wrapper runs the program.
        record Wrappers(ProcessId wrapper) implements Claim {}

        /// It will never be begun.
        record Servers(How how, String text) implements Claim {}
    }

    Claim claim() throws IOException {
        var text = text(CLAIM);
        if (text == null) {
            return new Claim.Nobodys();
        }
        var wrapper = ProcessId.parse(text);
        if (wrapper != null) {
            return new Claim.Wrappers(wrapper);
        }
        int space = text.indexOf(' ');
        try {
            return new Claim.Servers(How.valueOf(text.substring(0, space)), text.substring(space));
        } catch (RuntimeException _) {
            throw new IOException(path.resolve(CLAIM) + " cannot be read: " + text);
        }
    }

    /// When it was begun.
    long claimedMs() throws IOException {
        return Files.getLastModifiedTime(path.resolve(CLAIM)).toMillis();
    }

    /// Sees to it that it is never begun.
    ///
    /// @return false if it was begun before
    boolean claim(How how, String text) throws IOException {
        var mine = path.resolve("claim.server");
        Files.writeString(mine, how + " " + text.replace('\n', ' '));
        try {
            Files.createLink(path.resolve(CLAIM), mine);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    /// The program's first process, whose number is that of its group; null before it began.
    @Nullable ProcessId program() throws IOException {
        var text = text("program");
        return text == null ? null : ProcessId.parse(text);
    }

    /// The program's exit code, or null if it has not ended, or nobody could note its end.
    @Nullable Integer exit() throws IOException {
        if (Files.exists(path.resolve(ENDING))) {
            return null;
        }
        try (var found = Files.newDirectoryStream(path, EXIT + "*")) {
            for (var file : found) {
                var name = String.valueOf(file.getFileName());
                return Integer.valueOf(name.substring(EXIT.length()));
            }
        }
        return null;
    }

    /// Notes that it was asked to stop, before it is.
    void ask() throws IOException {
        if (!Files.exists(path.resolve(ASKED))) {
            replace(ASKED, new byte[0]);
        }
    }

    boolean wasAsked() {
        return Files.exists(path.resolve(ASKED));
    }

    /// Notes why the executor ends it, before it does.
    void end(String cause) throws IOException {
        replace(CAUSE, cause.getBytes(StandardCharsets.UTF_8));
    }

    /// Why the executor ended it, or null.
    @Nullable String cause() throws IOException {
        return text(CAUSE);
    }

    private @Nullable String text(String name) throws IOException {
        try {
            return Files.readString(path.resolve(name));
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /// All of it or nothing, even if the machine loses power.
    private void replace(String name, byte[] content) throws IOException {
        var draft = path.resolve(name + ".new");
        Files.write(draft, content);
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
