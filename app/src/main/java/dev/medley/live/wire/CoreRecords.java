package dev.medley.live.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.medley.core.control.Care;
import dev.medley.core.control.Event;
import dev.medley.core.control.Reservation;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Tells Jackson what it would find in annotations, had the core's records any: cases of sealed
/// interfaces are told apart by a short `type`; every field is needed unless it may be null; pools
/// go by their ids.
final class CoreRecords extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    private static final String HOUSE = "dev.medley.";

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
            MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && isCase(annotated.getRawType())
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME,
                        JsonTypeInfo.As.PROPERTY,
                        "type",
                        Void.class,
                        false,
                        true,
                        null)
                : null;
    }

    private static boolean isCase(Class<?> type) {
        return isCases(type)
                || (type.isRecord()
                        && Stream.of(type.getInterfaces()).anyMatch(CoreRecords::isCases));
    }

    private static boolean isCases(Class<?> type) {
        return type.isSealed() && type.isInterface() && type.getName().startsWith(HOUSE);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        if (!isCases(annotated.getRawType())) {
            return null;
        }
        var cases = new ArrayList<NamedType>();
        for (var one : annotated.getRawType().getPermittedSubclasses()) {
            cases.add(new NamedType(one, name(one)));
        }
        return cases;
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        return type.getRawType().isRecord() && type.getRawType().getName().startsWith(HOUSE)
                ? name(type.getRawType())
                : null;
    }

    private static String name(Class<?> type) {
        var simple = type.getSimpleName();
        return simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        var component = component(member);
        return component == null
                ? null
                : !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        return switch (handled(annotated)) {
            case NONE -> null;
            case POOL -> PoolId.Writer.class;
            case POOL_PRICES -> PoolPrices.Writer.class;
            case TOLD -> AsTold.Writer.class;
        };
    }

    @Override
    public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
        return switch (handled(annotated)) {
            case NONE -> null;
            case POOL -> PoolId.Reader.class;
            case POOL_PRICES -> PoolPrices.Reader.class;
            case TOLD ->
                    annotated.getRawType() == Care.class
                            ? AsTold.CareReader.class
                            : AsTold.WorkReader.class;
        };
    }

    /// Fields that are not written as they are.
    private enum Handled {
        NONE,
        POOL,
        POOL_PRICES,
        TOLD
    }

    private static Handled handled(Annotated annotated) {
        var component = component(annotated);
        if (component == null) {
            return Handled.NONE;
        }
        var owner = component.getDeclaringRecord();
        return switch (component.getName()) {
            case "pool" ->
                    component.getType() == int.class
                                    && (Event.class.isAssignableFrom(owner)
                                            || owner == Reservation.class)
                            ? Handled.POOL
                            : Handled.NONE;
            case "poolPrices" -> owner == Event.Priced.class ? Handled.POOL_PRICES : Handled.NONE;
            case "work" ->
                    owner == Event.Submitted.class || owner == Event.Changed.class
                            ? Handled.TOLD
                            : Handled.NONE;
            case "care" -> owner == Event.Submitted.class ? Handled.TOLD : Handled.NONE;
            default -> Handled.NONE;
        };
    }

    /// The part of a record that a field, an accessor or a parameter of the constructor stands for.
    private static @Nullable RecordComponent component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedMember member)
                || !member.getDeclaringClass().isRecord()) {
            return null;
        }
        var components = member.getDeclaringClass().getRecordComponents();
        if (member instanceof AnnotatedParameter parameter) {
            return components[parameter.getIndex()];
        }
        for (var component : components) {
            if (component.getName().equals(member.getName())) {
                return component;
            }
        }
        return null;
    }
}
