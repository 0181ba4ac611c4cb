package dev.medley.portscan;

/// Forms of words that several readers know.
final class Words {

    private Words() {}

    /// Whether a text looks like the name of an environment variable.
    static boolean isVariable(String text) {
        int length = text.length();
        if (length < 4 || length > 80 || text.indexOf('_') < 1) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean fine = (c >= 'A' && c <= 'Z') || c == '_' || (i > 0 && c >= '0' && c <= '9');
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c >= '0' && c <= '9');
    }
}
