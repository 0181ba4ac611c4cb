package dev.medley.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Files of a control group, with plain files in their place.
class CgroupTest {

    @TempDir Path mount;

    @Test
    void versionOneHasNone() {
        assertThat(Cgroup.base(mount)).isNull();
    }

    @Test
    void withoutTheMemoryControllerThereIsNone() throws IOException {
        Files.writeString(mount.resolve("cgroup.controllers"), "cpu pids\n");
        assertThat(Cgroup.base(mount)).isNull();
    }

    @Test
    void aRunGetsAGroupWithItsLimit() throws IOException {
        Files.writeString(mount.resolve("cgroup.controllers"), "cpu memory pids\n");
        var own = Files.createDirectory(mount.resolve("medley"));
        Files.writeString(own.resolve("cgroup.subtree_control"), "cpu memory\n");
        assertThat(Cgroup.base(mount)).isEqualTo(own);
        var group = Objects.requireNonNull(Cgroup.make(own, "a#0", 1 << 20));
        assertThat(group.resolve("memory.max")).hasContent("1048576");
        assertThat(Cgroup.ranOut(group)).isFalse();
        Files.writeString(group.resolve("memory.events"), "max 7\noom 1\noom_kill 1\n");
        assertThat(Cgroup.ranOut(group)).isTrue();
    }
}
