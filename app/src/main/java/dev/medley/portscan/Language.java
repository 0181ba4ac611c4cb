package dev.medley.portscan;

import dev.medley.core.port.ClueKind;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// What a file is written in, told by its name, and who reads it.
public enum Language {
    PYTHON("Python"),
    CUDA("C++ and CUDA"),
    CMAKE("CMake"),
    DOCKERFILE("Dockerfile"),
    YAML("YAML"),
    REQUIREMENTS("requirements"),
    PYPROJECT("pyproject"),
    SHELL("shell"),
    NOTEBOOK("notebook"),
    /// Something compiled for CUDA: its name says enough, it is never opened.
    ARTEFACT("compiled");

    private final String title;

    Language(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    void read(String text, Clues clues) {
        switch (this) {
            case PYTHON -> PythonReader.read(text, clues);
            case CUDA -> CudaReader.read(text, clues);
            case CMAKE -> CmakeReader.read(text, clues);
            case DOCKERFILE -> DockerfileReader.read(text, clues);
            case YAML -> YamlReader.read(text, clues);
            case REQUIREMENTS -> RequirementsReader.read(text, clues);
            case PYPROJECT -> TomlReader.read(text, clues);
            case SHELL -> ShellReader.read(text, clues);
            case NOTEBOOK -> NotebookReader.read(text, clues);
            case ARTEFACT -> {}
        }
    }

    /// Hands out what the name of a file says.
    static void name(String name, Clues clues) {
        int dot = name.lastIndexOf('.');
        clues.clue(ClueKind.FILE, name.substring(dot + 1).toLowerCase(Locale.ROOT), 0);
    }

    /// The language of a file of that name, or null where it is none that ties code to CUDA.
    static @Nullable Language of(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT);
        if (name.equals("cmakelists.txt")) {
            return CMAKE;
        }
        if (name.startsWith("dockerfile") || name.startsWith("containerfile")) {
            return DOCKERFILE;
        }
        if (name.equals("pyproject.toml")) {
            return PYPROJECT;
        }
        if ((name.endsWith(".txt") || name.endsWith(".in"))
                && (name.contains("requirements") || name.contains("constraints"))) {
            return REQUIREMENTS;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "py", "pyi" -> PYTHON;
            case "cu", "cuh", "cpp", "cc", "cxx", "c", "h", "hpp", "hh", "hxx", "inl" -> CUDA;
            case "cmake" -> CMAKE;
            case "dockerfile" -> DOCKERFILE;
            case "yaml", "yml" -> YAML;
            case "sh", "bash", "slurm", "sbatch" -> SHELL;
            case "ipynb" -> NOTEBOOK;
            case "engine", "cubin", "fatbin", "ptx" -> ARTEFACT;
            default -> null;
        };
    }
}
