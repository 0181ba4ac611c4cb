package dev.medley.traces;

import dev.medley.core.place.Closeness;
import dev.medley.core.place.Gang;
import dev.medley.core.place.Member;
import dev.medley.core.place.Node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// A cluster trace as Alibaba published it (cluster-trace-gpu-v2023): a list of nodes and a list of
/// pods.
///
/// @param nodes in the file's order; a node's model is its pool
/// @param pods gangs of one, in the file's order
public record PodTrace(List<Node> nodes, List<Gang> pods) {

    private static final List<String> NODE_COLUMNS =
            List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
    private static final List<String> POD_COLUMNS =
            List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");

    private static final long MOST_CPU_MILLI = 1_000_000_000L;
    private static final long MOST_MEMORY_MIB = 1L << 40;
    private static final int MOST_DEVICES = 1024;

    public PodTrace {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
    }

    /// Reads both files, gzipped or not.
    ///
    /// @throws TraceException if either cannot be used
    public static PodTrace read(Path nodes, Path pods) {
        return new PodTrace(nodes(nodes), pods(pods));
    }

    /// Reads a list of nodes: `sn,cpu_milli,memory_mib,gpu,model`.
    public static List<Node> nodes(Path file) {
        var nodes = new ArrayList<Node>();
        var known = new TreeMap<String, Boolean>();
        CsvTable.read(
                file,
                NODE_COLUMNS,
                row -> {
                    var id = row.required("sn");
                    long cpuMilli = row.number("cpu_milli", 0, MOST_CPU_MILLI);
                    long memoryMib = row.number("memory_mib", 0, MOST_MEMORY_MIB);
                    int devices = (int) row.number("gpu", 0, MOST_DEVICES);
                    var model = devices > 0 ? row.required("model") : row.text("model");
                    if (!id.isEmpty() && known.put(id, true) != null) {
                        row.wrong("sn", id, "is the name of an earlier node", "name each once");
                    }
                    if (row.good()) {
                        nodes.add(
                                new Node(id, model, devices, cpuMilli, memoryMib << 20, List.of()));
                    }
                });
        if (nodes.stream().noneMatch(node -> node.devices() > 0)) {
            throw new TraceException(
                    "%s: gpu: no node has a device; list nodes with a gpu above 0".formatted(file));
        }
        return nodes;
    }

    /// Reads a list of pods: `name,cpu_milli,memory_mib,num_gpu,gpu_milli`, and `gpu_spec` (models
    /// with `|` between them) where it is given.
    public static List<Gang> pods(Path file) {
        var pods = new ArrayList<Gang>();
        CsvTable.read(
                file,
                POD_COLUMNS,
                row -> {
                    var name = row.required("name");
                    var member = member(row);
                    var models =
                            Arrays.stream(row.text("gpu_spec").split("\\|"))
                                    .map(String::strip)
                                    .filter(model -> !model.isEmpty())
                                    .distinct()
                                    .sorted()
                                    .toList();
                    if (row.good()) {
                        pods.add(new Gang(name, 1, member, models, new Closeness.Anywhere()));
                    }
                });
        if (pods.stream().noneMatch(pod -> pod.totalMilli() > 0)) {
            throw new TraceException(
                    "%s: num_gpu: no pod asks for a device; list pods with a num_gpu above 0"
                            .formatted(file));
        }
        return pods;
    }

    /// Several devices are whole ones, whatever their milli says.
    private static Member member(CsvTable.Row row) {
        long cpuMilli = row.number("cpu_milli", 0, MOST_CPU_MILLI);
        long memoryBytes = row.number("memory_mib", 0, MOST_MEMORY_MIB) << 20;
        int devices = (int) row.number("num_gpu", 0, MOST_DEVICES);
        if (!row.good() || devices == 0) {
            return Member.plain(cpuMilli, memoryBytes);
        }
        if (devices > 1) {
            return Member.whole(devices, cpuMilli, memoryBytes);
        }
        int milli = (int) row.number("gpu_milli", 1, Member.WHOLE);
        return row.good()
                ? new Member(1, milli, cpuMilli, memoryBytes)
                : Member.plain(cpuMilli, memoryBytes);
    }
}
