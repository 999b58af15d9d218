package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.ModuleOffers;

/** Groups priced holdings into works that a plan can take in hand. */
final class Works {

    /** More groups than this say no more and take longer to plan; regions are then taken together, and designs if need be. */
    private static final int MANY = 1_500;

    private final Question question;
    private final Book book;

    private record Key(
            String operator,
            String assetClass,
            String sector,
            @Nullable String region,
            boolean sensitive,
            @Nullable Integer naturalEnd,
            String design,
            Work.Need need) {}

    private static final class Sum {
        private double sure;
        private double possible;
        private double weight;
        private double kilowatts;
        private double people;
        private double visits;
        private double cost;
    }

    private Works(Question question, Book book) {
        this.question = question;
        this.book = book;
    }

    static List<Work> of(Pricing pricing, Question question) {
        Works works = new Works(question, pricing.book());
        List<Work> grouped = works.grouped(pricing.lines(), true, true);
        if (grouped.size() > MANY) {
            grouped = works.grouped(pricing.lines(), false, true);
        }
        return grouped.size() <= MANY ? grouped : works.grouped(pricing.lines(), false, false);
    }

    private List<Work> grouped(List<Line> lines, boolean byRegion, boolean byDesign) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        Programme programme = new Programme(
                Question.Option.END_OF_LIFE,
                question.startYear(),
                question.finishYear(),
                book.discount(),
                book.sunsets());
        for (Line line : lines) {
            if (line.rate().swap().removes()) {
                Key key = new Key(
                        line.held().operator(),
                        line.held().assetClass(),
                        line.held().sector(),
                        byRegion ? line.held().region() : null,
                        line.held().sensitive(),
                        naturalEnd(programme, line),
                        byDesign && line.rate().swap().ownDesign() ? line.held().design() : "",
                        need(line));
                add(sums.computeIfAbsent(key, k -> new Sum()), line);
            }
        }
        List<Work> works = new ArrayList<>();
        sums.forEach((key, sum) -> {
            long units = Math.round(sum.sure);
            works.add(new Work(
                    key.operator(),
                    key.assetClass(),
                    key.sector(),
                    key.region(),
                    key.sensitive(),
                    key.naturalEnd(),
                    units,
                    sum.possible,
                    sum.possible == 0 ? 1 : sum.weight / sum.possible,
                    sum.possible == 0 ? 0 : sum.kilowatts / sum.possible,
                    sum.possible == 0 ? 0 : sum.people / sum.possible,
                    units == 0 ? 0 : Math.max(1, Math.round(sum.cost * 100 / sum.sure)),
                    units == 0 ? 0 : sum.visits / sum.sure,
                    key.need()));
        });
        return works;
    }

    /** Only a module that is exchanged by itself must fit where the old one was; a board or a unit comes with its own. */
    private static Work.Need need(Line line) {
        List<String> forms = line.held().forms().stream()
                .map(ModuleOffers::formClass)
                .filter(form -> !form.equals(ModuleOffers.UNKNOWN))
                .distinct()
                .sorted()
                .toList();
        String form = switch (line.rate().swap()) {
            case S1 -> forms.isEmpty() ? Work.Need.NOT_KNOWN : String.join(" or ", forms);
            case S3 -> "soldered";
            default -> Work.Need.ANY;
        };
        return new Work.Need(form, line.held().generations());
    }

    private void add(Sum sum, Line line) {
        sum.sure += line.held().sure();
        sum.possible += line.held().possible();
        sum.weight += line.held().possible() * line.held().weight();
        sum.kilowatts += line.held().possible() * line.held().kilowatts();
        sum.people += line.held().possible() * line.held().people();
        if (line.rate().visit() != null) {
            sum.visits += line.held().sure() * (1 + book.common().failed().mean() / 100);
        }
        Bill bill = new Bill(book.common());
        bill.add(line.rate(), line.sure(), 1);
        sum.cost += bill.gross(Parameter::mean);
    }

    private static @Nullable Integer naturalEnd(Programme programme, Line line) {
        Integer end = Programme.end(line.held(), line.rate().life().likely());
        Integer sunset = programme.sunset(line.held());
        if (end == null) {
            return sunset;
        }
        return sunset == null ? end : Integer.valueOf(Math.min(end, sunset));
    }
}
