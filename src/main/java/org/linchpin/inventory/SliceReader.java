package org.linchpin.inventory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Viewer;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads a slice from a query string; keys and names will both do. What exists nowhere, and what is not the viewer's to
 * see, is refused in the same words.
 */
@Component
public class SliceReader implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    /** Years of four digits: beyond them, calendars and databases no longer agree on what is said. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final Names names;
    private final Operators operators;
    private final InstalledBase installed;

    SliceReader(Names names, Operators operators, InstalledBase installed) {
        this.names = names;
        this.operators = operators;
        this.installed = installed;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Slice.class;
    }

    @Override
    public Slice resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Viewer viewer = (Viewer)
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
                        .getPrincipal();
        return read(viewer, name -> {
            String[] values = request.getParameterValues(name);
            return values == null ? List.of() : List.of(values);
        });
    }

    /**
     * Reads a slice.
     *
     * @param parameters the values of {@code sector}, {@code region}, {@code operator}, {@code assetClass}, {@code asAt}, {@code knownAt},
     *     {@code pending}
     */
    public Slice read(@Nullable Viewer viewer, Function<String, Collection<String>> parameters) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Slice slice = new Slice(
                keys(Dimension.SECTOR, "sector", parameters, faults),
                keys(Dimension.REGION, "region", parameters, faults),
                codes(viewer, parameters.apply("operator"), faults),
                keys(Dimension.ASSET_CLASS, "assetClass", parameters, faults),
                first(
                        "asAt",
                        parameters,
                        SliceReader::day,
                        "date-form",
                        "asAt must be a day such as 2026-01-31",
                        "Write year-month-day",
                        faults),
                first(
                        "knownAt",
                        parameters,
                        SliceReader::dayOrMoment,
                        "date-form",
                        "knownAt must be a day or a moment such as 2026-01-31T12:00:00Z",
                        "Write it in UTC",
                        faults),
                pending(viewer, parameters, faults));
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return slice;
    }

    private Set<String> keys(
            Dimension dimension,
            String field,
            Function<String, Collection<String>> parameters,
            List<BadInput.Fault> faults) {
        Set<String> found = new LinkedHashSet<>();
        for (String said : parameters.apply(field)) {
            if (!said.isBlank()) {
                names.keyOf(dimension, said)
                        .ifPresentOrElse(
                                found::add,
                                () -> faults.add(BadInput.Fault.field(
                                        field,
                                        said,
                                        field + "-unknown",
                                        "There is no " + field + " called " + said,
                                        "One of: "
                                                + names.all(dimension).stream()
                                                        .map(Names.Named::key)
                                                        .collect(Collectors.joining(", ")))));
            }
        }
        return found;
    }

    private Set<String> codes(@Nullable Viewer viewer, Collection<String> said, List<BadInput.Fault> faults) {
        Set<String> found = new LinkedHashSet<>();
        for (String code : said) {
            if (!code.isBlank()) {
                operators
                        .byCode(code.trim())
                        .filter(operator -> viewer != null && viewer.scope().holds(operator.id()))
                        .map(Operator::code)
                        .ifPresentOrElse(
                                found::add,
                                () -> faults.add(BadInput.Fault.field(
                                        "operator",
                                        code,
                                        "operator-unknown",
                                        "There is no operator called " + code,
                                        "GET /api/v1/operators lists those you may see")));
            }
        }
        return found;
    }

    private @Nullable Long pending(
            @Nullable Viewer viewer, Function<String, Collection<String>> parameters, List<BadInput.Fault> faults) {
        String fix = "Take it from the submission's address";
        Long said = first(
                "pending",
                parameters,
                Long::valueOf,
                "submission-form",
                "pending must be the number of a submission",
                fix,
                faults);
        if (said != null && (viewer == null || !installed.sees(viewer.scope(), said))) {
            faults.add(BadInput.Fault.field(
                    "pending", said.toString(), "submission-unknown", "There is no submission " + said, fix));
        }
        return said;
    }

    /** The first that can be read; what stands before it and cannot is a fault. */
    private static <T> @Nullable T first(
            String field,
            Function<String, Collection<String>> parameters,
            Function<String, T> reader,
            String code,
            String message,
            String fix,
            List<BadInput.Fault> faults) {
        for (String value : parameters.apply(field)) {
            if (!value.isBlank()) {
                try {
                    return reader.apply(value.trim());
                } catch (DateTimeParseException | NumberFormatException e) {
                    faults.add(BadInput.Fault.field(field, value, code, message, fix));
                }
            }
        }
        return null;
    }

    /** A day stands for its end: what became known on it was known. */
    private static Instant dayOrMoment(String said) {
        return said.length() == 10 ? day(said).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC) : moment(said);
    }

    private static Instant moment(String said) {
        Instant moment = Instant.parse(said);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new DateTimeParseException("not a year of four digits", said, 0);
        }
        return moment;
    }

    /**
     * A day of the calendar that everybody keeps.
     *
     * @throws DateTimeParseException where it is none
     */
    public static LocalDate day(String said) {
        LocalDate day = LocalDate.parse(said);
        moment(day + "T00:00:00Z");
        return day;
    }
}
