package dev.medley.core.port;

/// How a thing stands in a source.
public enum ClueKind {
    /// A Python module or a name from it, as imported: `flash_attn.flash_attn_func`.
    MODULE,
    /// A dotted Python name with aliases followed: `torch.cuda.is_available`.
    NAME,
    /// A method called on an object of unknown type: `cuda` of `x.cuda()`.
    METHOD,
    /// A whole string or plain value; its slot says what it is given to.
    TEXT,
    /// An identifier of C++ or CUDA.
    SYMBOL,
    /// What C++ includes: `cuda_runtime.h`.
    INCLUDE,
    /// Syntax that only CUDA has, by name: `launch`, `ptx`.
    SYNTAX,
    /// A word of a CMake command; its slot is the command.
    BUILD,
    /// A package that is required, in lower case with hyphens.
    PACKAGE,
    /// A container image.
    IMAGE,
    /// An environment variable.
    VARIABLE,
    /// A program that is started.
    COMMAND,
    /// An option of a program; its slot is the program.
    OPTION,
    /// A key of YAML.
    KEY,
    /// A file, by its extension.
    FILE
}
