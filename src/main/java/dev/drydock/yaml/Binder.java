package dev.drydock.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

/** Turns a tree that fits its schema into a record. What a schema cannot say is said by the record's constructor. */
final class Binder {

    private final YamlFile file;

    Binder(YamlFile file) {
        this.file = file;
    }

    <T> T bind(String pointer, Class<T> type) {
        var node = file.tree().at(pointer);
        try {
            return Mappers.CONTENT.treeToValue(node.isMissingNode() ? Mappers.CONTENT.createObjectNode() : node, type);
        } catch (ValueInstantiationException refused) {
            // The constructor's own words, such as "max must be above min".
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw failure(pointer, refused, String.valueOf(cause.getMessage()));
        } catch (JsonMappingException unfit) {
            throw failure(pointer, unfit, "this value does not fit (" + unfit.getOriginalMessage() + ")");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree needs no parsing", impossible);
        }
    }

    private ContentException failure(String pointer, JsonMappingException error, String what) {
        StringBuilder place = new StringBuilder(pointer);
        for (JsonMappingException.Reference step : error.getPath()) {
            place.append(step.getFieldName() == null ? "/" + step.getIndex() : YamlFile.step(step.getFieldName()));
        }
        return new ContentException(file.problem(
                place.toString(), what, "a value that can be used as " + last(place), "correct the value"));
    }

    private static String last(StringBuilder pointer) {
        String key = pointer.substring(pointer.lastIndexOf("/") + 1);
        return key.isEmpty() ? "content" : "\"" + key + "\"";
    }
}
