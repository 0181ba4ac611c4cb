package dev.medley.files;

/// A name in a document that some other document must bear. There may be millions of them, so they
/// share what they can.
///
/// @param field path of the field or list that mentions it
/// @param index in the list, or -1 for a field
record Mention(Of of, String name, String field, int index, String file, int line, int column) {

    String path() {
        return index < 0 ? field : field + "[" + index + "]";
    }

    /// What the name is of.
    enum Of {
        TENANT("tenant"),
        SITE("site of the fleet");

        private final String noun;

        Of(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }
}
