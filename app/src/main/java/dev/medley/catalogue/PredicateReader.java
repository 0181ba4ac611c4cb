package dev.medley.catalogue;

import dev.medley.core.rules.Predicate;
import dev.medley.core.rules.Predicate.Relation;
import dev.medley.core.rules.Variable;
import dev.medley.core.units.Nearest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads predicates: blocks of `all`, `any` and `not` around lines such as
///
/// ```
/// tpp >= 4800
/// 1600 <= tpp < 4800
/// dram_bandwidth + io_bandwidth >= 1700
/// to in D:1, D:5, MO
/// to not in A:5, A:6
/// dc_designed
/// R2.a
/// ```
final class PredicateReader {

    private static final Pattern COMPARISON = Pattern.compile("([a-z_+ ]+?) *(>=|>|<=|<) *(\\S+)");

    private static final Pattern RANGE =
            Pattern.compile("(\\S+) *(<=|<) *([a-z_+ ]+?) *(<=|<) *(\\S+)");

    private static final Pattern MEMBERSHIP = Pattern.compile("([a-z_]+) +(not +)?in +(.+)");

    private static final String SYNTAX =
            "Write for example 'tpp >= 4800', '1600 <= tpp < 4800', 'to in D:1, MO', 'dc_designed',"
                    + " or a definition's name.";

    private final RuleTerms terms;
    private final String ruleSet;

    PredicateReader(RuleTerms terms, String ruleSet) {
        this.terms = terms;
        this.ruleSet = ruleSet;
    }

    Predicate read(Fields fields, String name) {
        var node = fields.take(name);
        if (node == null) {
            throw fields.missing(name);
        }
        return predicate(fields, name, node);
    }

    /// A definition; beside its predicate it may list classes of vendors that mean the same.
    Predicate definition(String full, String term, Fields definitions) {
        var node = definitions.take(term);
        if (node == null) {
            throw definitions.missing(term);
        }
        if (node instanceof Node.Block block && block.entries().containsKey("eccn")) {
            var inside = new Fields(block, "define." + term + ".");
            var meaning = read(inside, "when");
            var eccns = inside.texts("eccn");
            inside.finish();
            return new Predicate.Named(full, eccns, meaning);
        }
        return new Predicate.Named(full, List.of(), predicate(definitions, term, node));
    }

    /// Reads all of them, so that a wrong one is told even when nobody uses it.
    void checkDefinitions(RuleReader.Draft draft) {
        for (var term : draft.definitions().keySet()) {
            if (!term.matches("[a-z][a-z0-9_]*") || Variable.of(term) != null) {
                throw draft.definitionFields()
                        .wrong(
                                term,
                                draft.definitionFields().valueOf(term),
                                "A definition's name is lower case with digits and _, and names no"
                                        + " variable.",
                                "Rename it.");
            }
            terms.meaning(term, draft.id());
        }
    }

    private Predicate predicate(Fields fields, String name, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> line(fields, name, scalar, scalar.text().strip());
            case Node.Items items -> new Predicate.All(parts(fields, name, items));
            case Node.Block block -> block(fields, name, block);
        };
    }

    private Predicate block(Fields fields, String name, Node.Block block) {
        if (block.entries().size() != 1) {
            throw fields.wrong(
                    name,
                    block,
                    "A block of a predicate has exactly one of all, any and not.",
                    "Nest them, or make it a list.");
        }
        var entry = block.entries().entrySet().iterator().next();
        var value = entry.getValue().value();
        return switch (entry.getKey()) {
            case "all" -> new Predicate.All(parts(fields, name, value));
            case "any" -> new Predicate.Any(parts(fields, name, value));
            case "not" -> new Predicate.Not(predicate(fields, name, value));
            default ->
                    throw fields.wrong(
                            name,
                            block,
                            "A predicate knows all, any and not, but not '%s'."
                                    .formatted(entry.getKey()),
                            SYNTAX);
        };
    }

    private List<Predicate> parts(Fields fields, String name, Node node) {
        if (!(node instanceof Node.Items items) || items.values().isEmpty()) {
            throw fields.wrong(name, node, "all and any take a list.", "Write '- ' before each.");
        }
        return items.values().stream().map(part -> predicate(fields, name, part)).toList();
    }

    private Predicate line(Fields fields, String name, Node node, String line) {
        var membership = MEMBERSHIP.matcher(line);
        if (membership.matches()) {
            var in = in(fields, name, node, membership.group(1), membership.group(3));
            return membership.group(2) == null ? in : new Predicate.Not(in);
        }
        var range = RANGE.matcher(line);
        if (range.matches()) {
            var sum = sum(fields, name, node, range.group(3));
            var low = range.group(2).equals("<") ? Relation.MORE_THAN : Relation.AT_LEAST;
            return new Predicate.All(
                    List.of(
                            new Predicate.Compare(
                                    sum, low, number(fields, name, node, range.group(1))),
                            new Predicate.Compare(
                                    sum,
                                    relation(range.group(4)),
                                    number(fields, name, node, range.group(5)))));
        }
        var comparison = COMPARISON.matcher(line);
        if (comparison.matches()) {
            return new Predicate.Compare(
                    sum(fields, name, node, comparison.group(1)),
                    relation(comparison.group(2)),
                    number(fields, name, node, comparison.group(3)));
        }
        return flagOrTerm(fields, name, node, line);
    }

    private Predicate flagOrTerm(Fields fields, String name, Node node, String line) {
        var variable = Variable.of(line);
        if (variable != null && variable.kind() == Variable.Kind.FLAG) {
            return new Predicate.Holds(variable);
        }
        var term = terms.meaning(line, ruleSet);
        if (term != null) {
            return term;
        }
        var known = new ArrayList<>(terms.names(ruleSet));
        words(Variable.Kind.FLAG).forEach(known::add);
        @Nullable String nearest = Nearest.of(line, known);
        throw fields.wrong(
                name,
                node,
                "'%s' is no comparison, flag or definition.".formatted(line),
                nearest == null ? SYNTAX : "Maybe '" + nearest + "'?");
    }

    private Predicate in(Fields fields, String name, Node node, String word, String list) {
        var variable = Variable.of(word);
        boolean known =
                variable != null
                        && switch (variable.kind()) {
                            case PLACE, WORD -> true;
                            case NUMBER, FLAG -> false;
                        };
        if (variable == null || !known) {
            var words =
                    Stream.concat(words(Variable.Kind.PLACE), words(Variable.Kind.WORD)).toList();
            throw fields.wrong(
                    name,
                    node,
                    "'%s' is no place and no word.".formatted(word),
                    "Known are " + String.join(", ", words) + ".");
        }
        var names = List.of(list.strip().split(" *, *", -1));
        if (variable.kind() == Variable.Kind.PLACE) {
            names.forEach(each -> country(fields, name, node, each));
        }
        return new Predicate.In(variable, names);
    }

    private void country(Fields fields, String name, Node node, String country) {
        if (!country.matches("[A-Z]{2}") && terms.groups().group(country) == null) {
            var groups = terms.groups().groups().stream().map(group -> group.id()).toList();
            throw fields.wrong(
                    name,
                    node,
                    "'%s' is neither a country code nor a group of countries.".formatted(country),
                    "Groups are " + String.join(", ", groups) + ".");
        }
    }

    private static List<Variable> sum(Fields fields, String name, Node node, String text) {
        var sum = new ArrayList<Variable>();
        for (var word : text.strip().split(" *\\+ *", -1)) {
            var variable = Variable.of(word);
            if (variable == null || variable.kind() != Variable.Kind.NUMBER) {
                throw fields.wrong(
                        name,
                        node,
                        "'%s' is no number that rules know.".formatted(word),
                        "Known are "
                                + String.join(", ", words(Variable.Kind.NUMBER).toList())
                                + ".");
            }
            sum.add(variable);
        }
        return sum;
    }

    private static Relation relation(String sign) {
        return switch (sign) {
            case ">=" -> Relation.AT_LEAST;
            case ">" -> Relation.MORE_THAN;
            case "<=" -> Relation.AT_MOST;
            default -> Relation.LESS_THAN;
        };
    }

    private static double number(Fields fields, String name, Node node, String text) {
        if (!text.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            throw fields.wrong(
                    name,
                    node,
                    "'%s' is no plain number.".formatted(text),
                    "Write digits without units and separators.");
        }
        return Double.parseDouble(text);
    }

    private static Stream<String> words(Variable.Kind kind) {
        return Stream.of(Variable.values()).filter(v -> v.kind() == kind).map(Variable::word);
    }
}
