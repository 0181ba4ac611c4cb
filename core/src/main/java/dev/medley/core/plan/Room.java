package dev.medley.core.plan;

import dev.medley.core.fleet.Needs;
import dev.medley.core.fleet.Pool;
import dev.medley.core.work.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which gangs would find no room now, although devices are idle: their nodes are taken in the
/// wrong parts. A market that does not know sells such devices again and again, and they idle.
///
/// @param refused gangs that found no room, by index of the pool
public record Room(SortedMap<Integer, List<Refused>> refused) {

    /// Nobody was refused anywhere.
    public static final Room EVERYWHERE = new Room(Collections.emptySortedMap());

    /// A gang that found no room; neither does one that wants no less.
    ///
    /// @param members nodes' parts that it wanted; 0 where not even one has its seat, however empty
    ///   nodes are
    /// @param devices of each member
    /// @param beside what each member asks of its node beside them; null for nothing
    public record Refused(int members, int devices, @Nullable Needs beside) {

        public Refused(int members, int devices) {
            this(members, devices, null);
        }

        /// Where members ask so much beside their devices.
        public static Refused of(int members, int devices, Needs beside) {
            return new Refused(members, devices, beside.isNone() ? null : beside);
        }

        /// Where no node has so much, whoever leaves.
        public static Refused forEver(int devices, Needs beside) {
            return of(0, devices, beside);
        }

        boolean isWithin(int otherMembers, int otherDevices, Needs other) {
            return members <= otherMembers
                    && devices <= otherDevices
                    && (beside == null || beside.isWithin(other));
        }

        Needs needs() {
            return beside == null ? Needs.NONE : beside;
        }
    }

    public Room {
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    /// Whether one more replica of so many devices, of work under these terms, may find room.
    public boolean has(List<Pool> pools, int pool, Terms terms, int devices) {
        var some = refused.get(pool);
        if (some == null) {
            return true;
        }
        int each = pools.get(pool).memberDevices(devices);
        var beside = terms.beside(each);
        for (var one : some) {
            if (one.isWithin(devices / each, each, beside)) {
                return false;
            }
        }
        return true;
    }

    /// Whether it would find room if all others left.
    boolean everHas(List<Pool> pools, int pool, Terms terms, int devices) {
        int each = pools.get(pool).memberDevices(devices);
        var beside = terms.beside(each);
        return refused.getOrDefault(pool, List.of()).stream()
                .noneMatch(one -> one.members() == 0 && one.isWithin(0, each, beside));
    }

    public Room without(int pool, Refused gang) {
        var more = new TreeMap<>(refused);
        var there = new ArrayList<>(more.getOrDefault(pool, List.of()));
        there.removeIf(one -> gang.isWithin(one.members(), one.devices(), one.needs()));
        there.add(gang);
        more.put(pool, List.copyOf(there));
        return new Room(more);
    }

    /// Something changed in a pool: everybody may try again there.
    public Room opened(int pool) {
        if (!refused.containsKey(pool)) {
            return this;
        }
        var less = new TreeMap<>(refused);
        less.remove(pool);
        return new Room(less);
    }
}
