package dev.medley.core.place;

import java.util.Arrays;

/// The nodes that have the same room left.
final class Standing {

    final Room room;

    /// Its place in the list of standings; another standing may have it later.
    final int slot;

    /// Which standing this is, among all there ever were.
    final long stamp;

    private int[] nodes = new int[4];
    private int count;

    Standing(Room room, int slot, long stamp) {
        this.room = new Room(room);
        this.slot = slot;
        this.stamp = stamp;
    }

    int count() {
        return count;
    }

    /// Numbers of its nodes, rising.
    int node(int index) {
        return nodes[index];
    }

    void add(int node) {
        int at = -1 - Arrays.binarySearch(nodes, 0, count, node);
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
        }
        System.arraycopy(nodes, at, nodes, at + 1, count - at);
        nodes[at] = node;
        count++;
    }

    void remove(int node) {
        int at = Arrays.binarySearch(nodes, 0, count, node);
        System.arraycopy(nodes, at + 1, nodes, at, count - at - 1);
        count--;
    }
}
