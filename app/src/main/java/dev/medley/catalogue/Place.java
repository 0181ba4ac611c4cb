package dev.medley.catalogue;

/// Where something stands in a file, counted from 1; line 0 means the file as a whole.
record Place(String file, int line, int column) {

    static Place wholeFile(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
