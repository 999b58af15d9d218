package org.linchpin.briefing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Issued briefings held against today: which of their figures would differ, and who has been told. */
@Component
class Comparisons {

    private final JdbcClient jdbc;
    private final Briefings briefings;
    private final Composer composer;
    private final Trail trail;

    Comparisons(JdbcClient jdbc, Briefings briefings, Composer composer, Trail trail) {
        this.jdbc = jdbc;
        this.briefings = briefings;
        this.composer = composer;
        this.trail = trail;
    }

    /** Which figures would differ if the same briefing were issued today, counted over the registers its author saw. */
    @Transactional
    public List<Composer.Difference> differences(long id) {
        return looked(id, "", false);
    }

    /** Compares a briefing with today, and notes what would differ; whoever issued it is told. */
    @Transactional
    public void lookAgain(long id, String state) {
        looked(id, state, true);
    }

    private List<Composer.Difference> looked(long id, String state, boolean told) {
        Document frozen = briefings.document(id);
        Commission commission = briefings.commissionOf(id);
        Slice then = commission.slice();
        Slice today = Composer.pinned(
                new Slice(then.sectors(), then.regions(), then.operators(), then.assetClasses(), null, null));
        List<Commission.Section> counted = commission.sections().stream()
                .map(section -> new Commission.Section(section.kind(), section.key(), null, null, true, false))
                .filter(section -> section.kind() != Commission.Kind.TEXT)
                .toList();
        Document now = briefings.asItsAuthor(
                id,
                scope -> composer.compose(
                        scope,
                        plain(commission, today, counted),
                        Composer.Identity.NONE,
                        null,
                        (step, done, of) -> {}));
        // Its own figures alone: what a later version counts besides, or a new part brings, changes nothing it said.
        Set<String> said = frozen.figures().stream().map(Document.Figure::key).collect(Collectors.toSet());
        List<Composer.Difference> differences = Composer.differences(frozen.figures(), now.figures()).stream()
                .filter(one -> said.contains(one.key()))
                .toList();
        boolean news = jdbc.sql("""
                        insert into briefing_check as before (briefing_id, checked_at, differing, differences, seen)
                        values (:id, now(), :differing, :differences, :seen)
                        on conflict (briefing_id) do update set checked_at = now(), differing = excluded.differing,
                            differences = excluded.differences, seen = coalesce(nullif(excluded.seen, ''), before.seen),
                            changed_at = case when before.differences = excluded.differences then before.changed_at else now() end
                        returning changed_at = now() and differing > 0
                        """)
                .param("id", id)
                .param("differing", differences.size())
                .param("differences", Briefings.JSON.writeValueAsString(differences))
                .param("seen", state)
                .query(Boolean.class)
                .single();
        if (told && news) {
            trail.record("briefing.differs", "/briefings/" + id, null, differences.size() + " figures differ today");
        }
        return differences;
    }

    /** What a comparison found when it was last made. */
    record Found(Instant at, List<Composer.Difference> differences) {}

    @Transactional(readOnly = true)
    public Optional<Found> found(long id) {
        return jdbc.sql("select checked_at, differences from briefing_check where briefing_id = ?")
                .param(id)
                .query((row, n) -> new Found(
                        row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                        Briefings.JSON.readValue(
                                row.getString("differences"), new TypeReference<List<Composer.Difference>>() {})))
                .optional();
    }

    /** Its author has read what would differ. */
    @Transactional
    public void read(long id, Viewer viewer) {
        jdbc.sql("""
                        update briefing_check set read_at = now()
                        where briefing_id = (select b.id from briefing b where b.id = ? and b.author = ?)
                        """).params(id, viewer.username()).update();
    }

    /** A commission whose words are left out: only its figures matter. */
    private static Commission plain(Commission commission, Slice slice, List<Commission.Section> sections) {
        return new Commission(
                "Comparison",
                "",
                slice,
                commission.weight(),
                commission.rule(),
                sections,
                commission.marking(),
                List.of(),
                false,
                null);
    }

    /** Briefings that would say something else today, as found when somebody last looked, with the number of figures. */
    @Transactional(readOnly = true)
    public Map<Long, Integer> changed() {
        Map<Long, Integer> changed = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.briefing_id, c.differing from briefing_check c join briefing b on b.id = c.briefing_id
                        where c.differing > 0
                        """).query(row -> {
            changed.put(row.getLong(1), row.getInt(2));
        });
        return changed;
    }
}
