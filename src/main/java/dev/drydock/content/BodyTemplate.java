package dev.drydock.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * JSON in which some values are drawn. Each of them is an object with the one key {@code draw}, in one of these forms:
 *
 * <ul>
 *   <li>{@code {from: 0.1, to: 8, decimals: 1}}: a number, both ends included; whole without {@code decimals}
 *   <li>{@code {oneOf: [a, b]}}: one of a list, whose elements may be drawn themselves
 *   <li>{@code {of: …, times: 4}}: a list of so many values, each drawn by itself
 *   <li>{@code {near: [[5.0, 3.4], [6.6, 3.0]], spread: 0.2, decimals: 1}}: one of these lists, or objects, with each
 *       number moved by up to so large a part of itself: values that go together
 * </ul>
 */
public final class BodyTemplate {

    private static final String DRAW = "draw";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_DECIMALS = 9;
    private static final int LONGEST_LIST = 10_000;

    private final JsonNode template;

    /** @throws Unfit where a value to be drawn is not of one of these forms */
    public BodyTemplate(JsonNode template) {
        check(template, "");
        this.template = template;
    }

    /** Something in a template that cannot be drawn. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String pointer;

        Unfit(String pointer, String what) {
            super(what);
            this.pointer = pointer;
        }

        /** Where it stands in the template, as a JSON pointer. */
        public String pointer() {
            return pointer;
        }
    }

    /** A body. */
    public JsonNode draw(RandomGenerator chance) {
        return drawn(template, chance);
    }

    private static JsonNode drawn(JsonNode node, RandomGenerator chance) {
        if (isDraw(node)) {
            return value(node.path(DRAW), chance);
        }
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode();
            node.forEach(element -> list.add(drawn(element, chance)));
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), drawn(field.getValue(), chance)));
            return object;
        }
        return node;
    }

    private static boolean isDraw(JsonNode node) {
        return node.isObject() && node.size() == 1 && node.has(DRAW);
    }

    private static JsonNode value(JsonNode how, RandomGenerator chance) {
        if (how.has("oneOf")) {
            return drawn(oneOf(how.path("oneOf"), chance), chance);
        }
        if (how.has("of")) {
            ArrayNode list = JSON.arrayNode();
            for (int i = 0; i < how.path("times").asInt(); i++) {
                list.add(drawn(how.path("of"), chance));
            }
            return list;
        }
        if (how.has("near")) {
            return near(oneOf(how.path("near"), chance), how, chance);
        }
        double from = how.path("from").asDouble();
        double to = how.path("to").asDouble();
        return number(from + chance.nextDouble() * (to - from), how);
    }

    private static JsonNode oneOf(JsonNode all, RandomGenerator chance) {
        return all.get(chance.nextInt(all.size()));
    }

    private static JsonNode near(JsonNode row, JsonNode how, RandomGenerator chance) {
        if (row.isNumber()) {
            double spread = how.path("spread").asDouble();
            return number(row.asDouble() * (1 + spread * (2 * chance.nextDouble() - 1)), how);
        }
        if (row.isArray()) {
            ArrayNode list = JSON.arrayNode();
            row.forEach(element -> list.add(near(element, how, chance)));
            return list;
        }
        ObjectNode object = JSON.objectNode();
        row.properties().forEach(field -> object.set(field.getKey(), near(field.getValue(), how, chance)));
        return object;
    }

    private static JsonNode number(double value, JsonNode how) {
        int decimals = how.path("decimals").asInt(0);
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return decimals == 0 ? JSON.numberNode(rounded.longValue()) : JSON.numberNode(rounded.doubleValue());
    }

    private static void check(JsonNode node, String pointer) {
        if (isDraw(node)) {
            checkDraw(node.path(DRAW), pointer + "/" + DRAW);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), pointer + "/" + i);
            }
        } else {
            node.properties().forEach(field -> check(field.getValue(), pointer + "/" + field.getKey()));
        }
    }

    private static void checkDraw(JsonNode how, String pointer) {
        Set<String> keys = new TreeSet<>();
        how.fieldNames().forEachRemaining(keys::add);
        boolean decimals = keys.remove("decimals");
        if (decimals && (!how.path("decimals").isInt() || isOutside(how.path("decimals"), MOST_DECIMALS))) {
            throw new Unfit(pointer + "/decimals", "decimals are 0 to " + MOST_DECIMALS);
        }
        if (keys.equals(Set.of("from", "to"))) {
            checkRange(how, pointer);
        } else if (keys.equals(Set.of("oneOf")) && !decimals) {
            checkList(how.path("oneOf"), pointer + "/oneOf");
            check(how.path("oneOf"), pointer + "/oneOf");
        } else if (keys.equals(Set.of("of", "times")) && !decimals) {
            if (!how.path("times").isInt() || isOutside(how.path("times"), LONGEST_LIST)) {
                throw new Unfit(pointer + "/times", "a list has 0 to " + LONGEST_LIST + " values");
            }
            check(how.path("of"), pointer + "/of");
        } else if (keys.equals(Set.of("near", "spread"))) {
            checkNear(how, pointer);
        } else {
            throw new Unfit(pointer, "it is unclear what is to be drawn");
        }
    }

    private static boolean isOutside(JsonNode number, int most) {
        return number.asInt() < 0 || number.asInt() > most;
    }

    private static void checkRange(JsonNode how, String pointer) {
        for (String end : List.of("from", "to")) {
            if (!how.path(end).isNumber()) {
                throw new Unfit(pointer + "/" + end, "this is no number");
            }
        }
        if (how.path("from").asDouble() > how.path("to").asDouble()) {
            throw new Unfit(pointer + "/to", "nothing lies between " + how.path("from") + " and " + how.path("to"));
        }
    }

    private static void checkNear(JsonNode how, String pointer) {
        checkList(how.path("near"), pointer + "/near");
        for (int i = 0; i < how.path("near").size(); i++) {
            JsonNode row = how.path("near").get(i);
            if (row.isEmpty() || !row.valueStream().allMatch(JsonNode::isNumber)) {
                throw new Unfit(pointer + "/near/" + i, "this is neither a list nor an object of numbers");
            }
        }
        if (!how.path("spread").isNumber() || how.path("spread").asDouble() < 0) {
            throw new Unfit(pointer + "/spread", "a spread is a number from 0");
        }
    }

    private static void checkList(JsonNode all, String pointer) {
        if (!all.isArray() || all.isEmpty()) {
            throw new Unfit(pointer, "there is nothing to choose from");
        }
    }
}
