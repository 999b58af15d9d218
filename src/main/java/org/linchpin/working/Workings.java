package org.linchpin.working;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Captions;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.ExposureRequest;
import org.linchpin.exposure.Findings;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.resilience.Loss;
import org.springframework.stereotype.Component;

/** Works figures out from the reckoning, so that every step can be followed. */
@Component
class Workings {

    private final ReckoningReader reckonings;
    private final InstalledBase installed;
    private final ModuleOffers offers;
    private final Names names;
    private final Captions captions;
    private final Findings findings;

    Workings(
            ReckoningReader reckonings,
            InstalledBase installed,
            ModuleOffers offers,
            Names names,
            Captions captions,
            Findings findings) {
        this.captions = captions;
        this.findings = findings;
        this.reckonings = reckonings;
        this.installed = installed;
        this.offers = offers;
        this.names = names;
    }

    /**
     * Works a figure out. Clocks that stand at now are stopped first, so that the permalink shows the same for ever.
     *
     * @param home the address that links begin with
     */
    Working of(Viewer viewer, Slice asked, ExposureRequest how, Figure figure, String key, String home) {
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(asked);
        Slice slice = asked.asAt(clocks.asAt()).knownAt(clocks.knownAt());
        Dimension parts = figure.parts() != null ? figure.parts() : reckoningKeeps(how.by()) ? how.by() : null;
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, parts, how.weight(), how.rule());
        Tally tally = reckoning.tally(how.by(), one -> names.of(how.by(), one, asked));
        Working.Beside beside = beside(figure, how, key, reckoning, clocks);
        List<Working.Value> values = figure.of(new Figure.Ground(
                reckoning,
                tally,
                how.by(),
                key,
                how.weight().counts(),
                clocks.asAt(),
                beside.country(),
                beside.offers(),
                beside.closures(),
                called(asked)));
        Working.Value result = values.isEmpty() ? new Working.Value("", 0, 0) : values.get(0);
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        return new Working(
                Working.FORM,
                figure.key(),
                findings.say("figure." + figure.key()),
                findings.say("figure." + figure.key() + ".formula"),
                home + "/figures#" + figure.definition(),
                Exposure.METHOD,
                clocks.asAt(),
                clocks.knownAt(),
                how.by().key(),
                key,
                how.weight().key(),
                how.rule().key(),
                new Working.Filter(
                        viewer.scope().everything(),
                        slice.sectors(),
                        slice.regions(),
                        slice.operators(),
                        slice.assetClasses()),
                home
                        + how.on(
                                "/working",
                                slice,
                                "figure=" + figure.key(),
                                "by=" + how.by().key(),
                                "key=" + encoded),
                home + rows(slice, how.by(), encoded),
                new Working.Result(
                        result.low(),
                        result.high(),
                        tally.total(),
                        tally.identified(),
                        tally.unknown(),
                        tally.withoutModule()),
                tally.counts().stream()
                        .map(count -> new Working.Sum(count.key(), count.sure(), count.possible()))
                        .toList(),
                Working.names(tally),
                installed.basis(viewer.scope(), slice),
                reckoning,
                values,
                beside);
    }

    private Called called(Slice slice) {
        return new Called() {
            @Override
            public String key(Dimension by, String key) {
                return names.of(by, key, slice);
            }

            @Override
            public String flow(int column, String key) {
                return captions.flow(column, key, slice);
            }

            @Override
            public String model(String title, String operator) {
                return captions.model(title, operator);
            }

            @Override
            public String say(String message, String... words) {
                return findings.say(message, words);
            }
        };
    }

    private Working.Beside beside(
            Figure figure, ExposureRequest how, String key, Reckoning reckoning, InstalledBase.Clocks clocks) {
        return switch (figure) {
            case LOCKED ->
                new Working.Beside(Loss.country(reckoning, how.by(), key), offers.all(how.rule(), clocks), List.of());
            case SUNSET -> new Working.Beside("", List.of(), offers.closures(clocks));
            default -> Working.Beside.NOTHING;
        };
    }

    /** Whether the key of a dimension stands in the register itself, so that amounts must be kept apart by it. */
    private static boolean reckoningKeeps(Dimension by) {
        return !by.recognised() && by != Dimension.MAKER && by != Dimension.GRADE;
    }

    private static String rows(Slice slice, Dimension by, String key) {
        return switch (by) {
            case CONTROLLER, VENDOR, MODULE, COUNTRY, MAKER ->
                key.isEmpty() ? slice.on("/assets") : slice.on("/assets", by.key() + "=" + key);
            default -> slice.on("/assets");
        };
    }
}
