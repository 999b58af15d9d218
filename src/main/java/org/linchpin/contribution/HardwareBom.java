package org.linchpin.contribution;

import com.fasterxml.jackson.core.JacksonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.OrganizationalEntity;
import org.cyclonedx.model.Property;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.Parser;
import org.cyclonedx.parsers.XmlParser;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.contribution.Statements.Subject;
import org.linchpin.recognition.Recognition;
import org.springframework.http.HttpStatus;

/** Hardware bills of materials in CycloneDX, JSON and XML: read for the modules in them, and written for equipment. */
final class HardwareBom {

    static final String ORDER_CODE = "linchpin:order_code";
    private static final int DEEPEST = 50;

    private HardwareBom() {}

    /** Whether a file is one, by how it begins. */
    static boolean is(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 1_000), StandardCharsets.UTF_8).strip();
        return start.startsWith("{")
                || start.startsWith("\uFEFF{")
                || start.startsWith("<")
                || start.startsWith("\uFEFF<");
    }

    static Statements read(byte[] file, Subject asked, Recognition recognition) {
        String text =
                new String(file, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        boolean xml = text.startsWith("<");
        if (xml && text.toUpperCase(Locale.ROOT).contains("<!DOCTYPE")) {
            throw refused("xml-doctype", "A bill of materials may not define entities or a document type");
        }
        byte[] clean = text.getBytes(StandardCharsets.UTF_8);
        Bom bom = parsed(xml ? new XmlParser() : new JsonParser(), clean);
        PartsList list = new PartsList(recognition);
        parts(bom.getComponents(), list, 0);
        Subject subject = subject(bom.getMetadata(), asked);
        return list.statements(subject, "CycloneDX bill of materials");
    }

    private static Bom parsed(Parser parser, byte[] file) {
        try {
            Bom bom = parser.parse(file);
            if (bom == null || bom.getSpecVersion() == null) {
                throw refused(
                        "cyclonedx-unreadable",
                        "This is no CycloneDX bill of materials: it names no version of the format");
            }
            return bom;
        } catch (ParseException e) {
            throw refused("cyclonedx-unreadable", "This is no CycloneDX bill of materials that can be read" + place(e));
        }
    }

    /** Where the reading stopped, if it says so; nothing of what went on inside. */
    private static String place(ParseException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException wrong && wrong.getLocation() != null) {
                return ": line " + wrong.getLocation().getLineNr() + ", column "
                        + wrong.getLocation().getColumnNr();
            }
        }
        return "";
    }

    private static BadInput refused(String code, String message) {
        return new BadInput(
                HttpStatus.UNPROCESSABLE_CONTENT,
                code,
                message,
                List.of(Fault.field("file", null, code, message, "Send CycloneDX 1.2 to 1.6, JSON or XML")));
    }

    private static void parts(@Nullable List<Component> components, PartsList list, int depth) {
        if (components == null || depth > DEEPEST) {
            return;
        }
        for (Component one : components) {
            String name = Objects.requireNonNullElse(one.getName(), "");
            String maker = maker(one);
            List<String> words = new ArrayList<>(List.of(name));
            if (one.getDescription() != null) {
                words.add(one.getDescription());
            }
            if (one.getProperties() != null) {
                one.getProperties().forEach(property -> words.add(Objects.requireNonNullElse(property.getValue(), "")));
            }
            list.part(maker, words, list.parts() + 1, "component " + CodeList.words(name));
            parts(one.getComponents(), list, depth + 1);
        }
    }

    private static String maker(Component one) {
        if (one.getManufacturer() != null && one.getManufacturer().getName() != null) {
            return one.getManufacturer().getName();
        }
        if (one.getSupplier() != null && one.getSupplier().getName() != null) {
            return one.getSupplier().getName();
        }
        return Objects.requireNonNullElse(one.getPublisher(), "");
    }

    /** The equipment as asked, else as the bill itself says. */
    private static Subject subject(@Nullable Metadata metadata, Subject asked) {
        Component whole = metadata == null ? null : metadata.getComponent();
        if (!asked.model().isBlank() || whole == null) {
            return asked;
        }
        String variant = whole.getProperties() == null
                ? ""
                : whole.getProperties().stream()
                        .filter(property -> ORDER_CODE.equals(property.getName()))
                        .map(property -> Objects.requireNonNullElse(property.getValue(), ""))
                        .findFirst()
                        .orElse("");
        return new Subject(
                CodeList.words(maker(whole)),
                CodeList.words(Objects.requireNonNullElse(whole.getName(), "")),
                asked.variant().isBlank() ? CodeList.words(variant) : asked.variant(),
                asked.complete());
    }

    /** A module inside, as it is written out. */
    record Part(String maker, String name, String orderCode, String evidence, String confidence, String sources) {}

    /** What was found inside equipment, as CycloneDX 1.6. */
    static String write(String maker, String model, List<Part> parts, boolean xml) {
        Bom bom = new Bom();
        Component whole = device(maker, model);
        Metadata metadata = new Metadata();
        metadata.setComponent(whole);
        bom.setMetadata(metadata);
        List<Component> components = new ArrayList<>();
        for (Part part : parts) {
            Component one =
                    device(part.maker(), part.name().isEmpty() ? "cellular module, model not known" : part.name());
            one.setBomRef("module-" + (components.size() + 1));
            List<Property> properties = new ArrayList<>();
            property(properties, ORDER_CODE, part.orderCode());
            property(properties, "linchpin:evidence", part.evidence());
            property(properties, "linchpin:confidence", part.confidence());
            property(properties, "linchpin:sources", part.sources());
            one.setProperties(properties);
            components.add(one);
        }
        bom.setComponents(components);
        try {
            return xml
                    ? BomGeneratorFactory.createXml(Version.VERSION_16, bom).toXmlString()
                    : BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IllegalStateException("a bill of materials of our own making could not be written", e);
        }
    }

    private static Component device(String maker, String name) {
        Component one = new Component();
        one.setType(Component.Type.DEVICE);
        one.setName(name);
        one.setBomRef("equipment");
        if (!maker.isEmpty()) {
            OrganizationalEntity made = new OrganizationalEntity();
            made.setName(maker);
            one.setManufacturer(made);
        }
        return one;
    }

    private static void property(List<Property> properties, String name, String value) {
        if (!value.isEmpty()) {
            Property property = new Property();
            property.setName(name);
            property.setValue(value);
            properties.add(property);
        }
    }
}
