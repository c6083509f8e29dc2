package org.hybridscheduler.problem;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Parses the body of a request. */
final class JsonBody {

    private static final int MAX_BYTES = 64 * 1024;

    private JsonBody() {
    }

    /**
     * Parses a body of at most 64 KiB in UTF-8; an empty one counts as an object without fields.
     *
     * @throws ProblemException 400 if it is not one JSON object, 413 if it is longer
     */
    static JsonObject read(InputStream body) {
        byte[] bytes = bytes(body);
        if (bytes.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonParser parser = Json.createParserFactory(null)
                .createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            parser.next();
            JsonValue value = parser.getValue();
            // A JsonReader would leave what follows the value unread; asking for more refuses it.
            parser.hasNext();
            if (value.getValueType() != ValueType.OBJECT) {
                throw ProblemException.badRequest("The body's JSON is of type " + value.getValueType()
                        + ", expected an object.", null);
            }
            return value.asJsonObject();
        } catch (JsonParsingException e) {
            throw ProblemException.badRequest("The body is not well-formed JSON, line "
                    + e.getLocation().getLineNumber() + ", column " + e.getLocation().getColumnNumber() + ".", e);
        } catch (JsonException e) {
            throw ProblemException.badRequest("The body is not well-formed JSON.", e);
        }
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ProblemException(413, "The body is longer than " + MAX_BYTES + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemException.badRequest("The body broke off before its end.", e);
        }
    }
}
