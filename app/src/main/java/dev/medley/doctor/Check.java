package dev.medley.doctor;

/// One thing that was looked at.
///
/// @param name short and stable: "clock", "disk"
/// @param text what was seen
/// @param advice what to do, or "" where all is well
public record Check(String name, Verdict verdict, String text, String advice) {

    /// How it stands.
    public enum Verdict {
        OK,

        /// A server runs, with less than it could have.
        WARN,

        /// A server would not run, or would not be safe.
        FAIL
    }

    public static Check ok(String name, String text) {
        return new Check(name, Verdict.OK, text, "");
    }

    public static Check warn(String name, String text, String advice) {
        return new Check(name, Verdict.WARN, text, advice);
    }

    public static Check fail(String name, String text, String advice) {
        return new Check(name, Verdict.FAIL, text, advice);
    }
}
