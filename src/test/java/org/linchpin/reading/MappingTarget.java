package org.linchpin.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.linchpin.Patience;
import org.linchpin.access.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes as what somebody says of a register's columns, in JSON, and after the first NUL the register that is read so. */
public final class MappingTarget {

    private static final Mappings MAPPINGS = new Mappings(JsonMapper.shared());

    private MappingTarget() {}

    /** Once before anything is measured, so that loading the program is not counted. */
    public static void fuzzerInitialize() throws Exception {
        RegisterTarget.fuzzerInitialize();
        fuzzerTestOneInput("{\"columns\": {\"a\": \"model\"}}\0a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        byte[] said = Arrays.copyOf(bytes, end);
        byte[] file = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        Patience.within(() -> read(said, file));
    }

    private static void read(byte[] said, byte[] file) throws Exception {
        Mapping mapping;
        try {
            mapping = MAPPINGS.from(JsonMapper.shared().readTree(said));
            // It is kept as text and read back for each file.
            mapping = MAPPINGS.read(MAPPINGS.written(mapping));
        } catch (JacksonException noJson) {
            return;
        } catch (BadInput refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
            return;
        }
        RegisterTarget.read(file, mapping);
    }
}
