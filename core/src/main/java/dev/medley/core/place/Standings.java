package dev.medley.core.place;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.TreeMap;

/// All nodes on offer, gathered by what is left on them. A full cluster of a hundred thousand
/// devices has some hundreds of standings, so that a decision looks at hundreds of rooms instead of
/// ten thousand nodes.
final class Standings {

    private final TreeMap<Room, Standing> byRoom = new TreeMap<>();
    private @Nullable Standing[] slots = new Standing[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;
    private long stamps;

    /// Slots in use are all below this.
    int slots() {
        return used;
    }

    @Nullable Standing at(int slot) {
        return slots[slot];
    }

    /// Takes a node in.
    Standing join(int node, Room room) {
        var standing = byRoom.get(room);
        if (standing == null) {
            standing = new Standing(room, takeSlot(), ++stamps);
            slots[standing.slot] = standing;
            byRoom.put(standing.room, standing);
        }
        standing.add(node);
        return standing;
    }

    void leave(int node, Standing standing) {
        standing.remove(node);
        if (standing.count() == 0) {
            byRoom.remove(standing.room);
            slots[standing.slot] = null;
            if (freeCount == free.length) {
                free = Arrays.copyOf(free, 2 * freeCount);
            }
            free[freeCount++] = standing.slot;
        }
    }

    private int takeSlot() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (used == slots.length) {
            slots = Arrays.copyOf(slots, 2 * used);
        }
        return used++;
    }
}
