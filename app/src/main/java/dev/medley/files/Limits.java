package dev.medley.files;

/// How much is read before the reader refuses: each far above what people write, and together low
/// enough that no input takes more than a gigabyte of memory. Every refusal names its limit.
final class Limits {

    /// Bytes of one file.
    static final int FILE_BYTES = 128 << 20;

    /// Bytes of one document.
    static final int DOCUMENT_BYTES = 8 << 20;

    /// Nodes of one document when every alias is written out.
    static final int DOCUMENT_NODES = 100_000;

    /// Mappings and sequences within one another.
    static final int NESTING = 64;

    /// Characters of one number.
    static final int NUMBER_LENGTH = 400;

    /// Files of one reading.
    static final int FILES = 200_000;

    /// Documents of one reading.
    static final int DOCUMENTS = 150_000;

    /// Nodes of one reading; what is kept of each takes some hundred bytes at worst.
    static final long ENTRIES = 4_000_000;

    /// Folders within one another.
    static final int FOLDERS = 32;

    private Limits() {}
}
