package dev.medley.files;

/// A name in a document that some other document must bear.
///
/// @param field path of the field that mentions it
record Mention(Of of, String name, String field, Place place) {

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
