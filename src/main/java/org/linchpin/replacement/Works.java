package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.ModuleOffers;

/** Groups priced holdings into works that a plan can take in hand. */
final class Works {

    /** More groups than this say no more and take longer to plan; regions are then taken together, and designs if need be. */
    private static final int MANY = 1_500;

    private final Book book;
    private final Programme programme;

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

        void add(Item item) {
            Holding held = item.line().held();
            sure += held.sure();
            possible += held.possible();
            weight += held.possible() * held.weight();
            kilowatts += held.possible() * held.kilowatts();
            people += held.possible() * held.people();
            visits += item.visits();
            cost += item.cost();
        }
    }

    /** A line with what a plan has to know of it; pounds. */
    private record Item(Line line, @Nullable Integer naturalEnd, Work.Need need, double cost, double visits) {}

    private Works(Question question, Book book) {
        this.book = book;
        this.programme = new Programme(
                Question.Option.END_OF_LIFE,
                question.startYear(),
                question.finishYear(),
                book.discount(),
                book.sunsets());
    }

    /**
     * The works of a question's slice.
     *
     * @param all every holding that the asker may see, in the slice or not
     */
    static List<Work> of(Question question, Book book, List<Holding> all) {
        Question now = question.with(Question.Option.NOW, question.startYear(), question.finishYear());
        Pricing pricing = Pricing.of(now, book, Lot.of(book, question.slice(), all, true).stream());
        Works works = new Works(question, book);
        List<Item> items = pricing.lines().stream()
                .filter(line -> line.rate().swap().removes())
                .map(works::item)
                .toList();
        List<Work> grouped = grouped(items, true, true);
        if (grouped.size() > MANY) {
            grouped = grouped(items, false, true);
        }
        return grouped.size() <= MANY ? grouped : grouped(items, false, false);
    }

    private Item item(Line line) {
        Bill bill = new Bill(book.common());
        bill.add(line.rate(), line.sure(), 1);
        return new Item(line, naturalEnd(programme, line), need(line), bill.gross(Parameter::mean), visits(line));
    }

    private double visits(Line line) {
        return line.rate().visit() == null
                ? 0
                : line.held().sure() * (1 + book.common().failed().mean() / 100);
    }

    private static List<Work> grouped(List<Item> items, boolean byRegion, boolean byDesign) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (Item item : items) {
            Line line = item.line();
            Key key = new Key(
                    line.held().operator(),
                    line.held().assetClass(),
                    line.held().sector(),
                    byRegion ? line.held().region() : null,
                    line.held().sensitive(),
                    item.naturalEnd(),
                    byDesign && line.rate().swap().ownDesign() ? line.held().design() : "",
                    item.need());
            sums.computeIfAbsent(key, k -> new Sum()).add(item);
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

    private static @Nullable Integer naturalEnd(Programme programme, Line line) {
        Integer end = Programme.end(line.held(), line.rate().life().likely());
        Integer sunset = programme.sunset(line.held());
        if (end == null) {
            return sunset;
        }
        return sunset == null ? end : Integer.valueOf(Math.min(end, sunset));
    }
}
