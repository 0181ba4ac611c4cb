package dev.medley.live.wire;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Draws any record of the house, whatever its fields are: new ones are tested without a word.
final class AnyRecord {

    private static final int TRIES = 2_000;

    /// From here on nothing holds more of its own kind.
    private static final int DEEP = 4;

    private static final List<String> TEXTS =
            List.of("", "a", "b-2", "quote \" and \\", "line\nbreak", "芯片", "\u0000", "😀");
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        0.1,
        1.0 / 3,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        1e-300
    };
    private static final long[] LONGS = {0, 1, 2, 17, Long.MAX_VALUE, Long.MIN_VALUE, -5};

    private final SplittableRandom random;
    private final ArrayDeque<Type> within = new ArrayDeque<>();

    AnyRecord(SplittableRandom random) {
        this.random = random;
    }

    <T> T of(Class<T> type) {
        return type.cast(one(type));
    }

    private Object one(Class<?> type) {
        if (type.isSealed()) {
            var cases = type.getPermittedSubclasses();
            return one(cases[random.nextInt(cases.length)]);
        }
        within.push(type);
        try {
            for (int i = 0; i < TRIES; i++) {
                var made = tried(type);
                if (made != null) {
                    return made;
                }
            }
        } finally {
            within.pop();
        }
        throw new IllegalStateException("Found no valid %s.".formatted(type));
    }

    /// Null where the record refuses what was drawn.
    private @Nullable Object tried(Class<?> type) {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i]);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            return null;
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        boolean nullable =
                component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        && !(component.getAnnotatedType() instanceof AnnotatedParameterizedType);
        return nullable && random.nextInt(3) == 0 ? null : value(component.getGenericType());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        var plain = (Class<?>) type;
        if (plain == int.class || plain == Integer.class) {
            return random.nextInt(12);
        } else if (plain == long.class || plain == Long.class) {
            return LONGS[random.nextInt(LONGS.length)];
        } else if (plain == double.class || plain == Double.class) {
            return random.nextBoolean()
                    ? random.nextDouble()
                    : DOUBLES[random.nextInt(DOUBLES.length)];
        } else if (plain == boolean.class || plain == Boolean.class) {
            return random.nextBoolean();
        } else if (plain == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        } else if (plain.isEnum()) {
            var all = plain.getEnumConstants();
            return all[random.nextInt(all.length)];
        }
        return one(plain);
    }

    private Object collection(ParameterizedType generic) {
        var of = generic.getActualTypeArguments();
        int size = within.size() <= DEEP ? random.nextInt(3) : within.contains(of[0]) ? 0 : 1;
        var raw = generic.getRawType();
        if (raw == List.class) {
            var list = new ArrayList<Object>();
            for (int i = 0; i < size; i++) {
                list.add(value(of[0]));
            }
            return list;
        } else if (raw == SortedSet.class) {
            var set = new TreeSet<Object>();
            for (int i = 0; i < size; i++) {
                set.add(value(of[0]));
            }
            return set;
        } else if (raw == SortedMap.class) {
            var map = new TreeMap<Object, Object>();
            for (int i = 0; i < size; i++) {
                map.put(value(of[0]), value(of[1]));
            }
            return map;
        }
        throw new IllegalStateException("No idea how to draw %s.".formatted(generic));
    }
}
