package org.linchpin.ownership;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.linchpin.access.BadInput.Fault;

/** The form of the Beneficial Ownership Data Standard 0.4; says where a text departs from it. */
final class BodsSchema {

    private static final int MOST = 100;
    private static final JsonSchema SCHEMA = load();

    private BodsSchema() {}

    private static JsonSchema load() {
        try (InputStream schema = Objects.requireNonNull(
                BodsSchema.class.getResourceAsStream("/ownership/bods-0.4.schema.json"), "the schema is missing")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            schema,
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each departure with the place where it is; none where the text, which must be JSON, has the form. */
    static List<Fault> faults(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .limit(MOST)
                .map(wrong -> Fault.field(
                        wrong.getInstanceLocation().toString(),
                        null,
                        "bods-" + wrong.getType(),
                        wrong.getMessage(),
                        "See the Beneficial Ownership Data Standard 0.4"))
                .toList();
    }
}
