package dev.medley.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// The domains of one tier: which nodes they join and how much is idle in each.
final class Domains {

    private final TreeMap<String, Integer> byName = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<int[]> nodes = new ArrayList<>();
    private long[] idleMilli = new long[8];

    /// Takes a node in; gives the number of its domain.
    int join(String name, int node) {
        int number = number(name);
        int[] more = Arrays.copyOf(nodes.get(number), nodes.get(number).length + 1);
        more[more.length - 1] = node;
        nodes.set(number, more);
        return number;
    }

    /// The number of a domain, which need not have nodes.
    int number(String name) {
        var known = byName.get(name);
        if (known != null) {
            return known;
        }
        int number = names.size();
        byName.put(name, number);
        names.add(name);
        nodes.add(new int[0]);
        if (number == idleMilli.length) {
            idleMilli = Arrays.copyOf(idleMilli, 2 * number);
        }
        return number;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    void change(int domain, long byMilli) {
        idleMilli[domain] += byMilli;
    }

    int count() {
        return names.size();
    }

    String name(int domain) {
        return names.get(domain);
    }

    /// Numbers of a domain's nodes, rising.
    int[] nodes(int domain) {
        return nodes.get(domain);
    }

    /// Thousandths of devices that could be given away there.
    long idleMilli(int domain) {
        return idleMilli[domain];
    }
}
