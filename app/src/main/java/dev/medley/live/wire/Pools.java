package dev.medley.live.wire;

import java.util.List;
import java.util.TreeMap;

/// Pools by number and by id: decisions number the setup's pools, a journal names them, so that it
/// can still be read when the setup lists others.
public final class Pools {

    private final List<String> ids;
    private final TreeMap<String, Integer> numbers = new TreeMap<>();

    /// @param ids in the order of their numbers
    public Pools(List<String> ids) {
        this.ids = List.copyOf(ids);
        for (int p = 0; p < ids.size(); p++) {
            numbers.put(ids.get(p), p);
        }
    }

    int count() {
        return ids.size();
    }

    String id(int number) {
        return ids.get(number);
    }

    int number(String id) {
        var number = numbers.get(id);
        if (number == null) {
            throw new WireException("it names pool '%s', which is none of %s".formatted(id, ids));
        }
        return number;
    }
}
