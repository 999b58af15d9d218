package org.linchpin.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;
import org.linchpin.recognition.Candidate;
import org.linchpin.recognition.Knowledge;
import org.linchpin.recognition.Recognition;
import org.linchpin.recognition.Verdict;
import org.linchpin.recognition.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The distinct wordings of all registers, each recognised once. A register of millions of lines has thousands of them,
 * so a line costs a look-up by hash.
 */
@Component
@Order(0)
public class Wordings implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Wordings.class);
    private static final int BATCH = 5_000;
    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

    /** Of all advisory locks the one that keeps new wordings and new knowledge apart. */
    private static final long CHANGING = 0x4C69_6E63_6870_6E01L;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final CatalogueStore store;
    private final ReferenceData reference;
    private final Resolutions resolutions;
    private final Verdicts kept;
    private final TransactionTemplate own;
    private final TransactionTemplate joined;
    private final Cache<Wording, Integer> known =
            Caffeine.newBuilder().maximumSize(300_000).build();
    private volatile Brain brain;
    private volatile long loaded;
    private volatile long looked = System.nanoTime();

    /** All that verdicts rest on. */
    private record Brain(
            Knowledge knowledge, Recognition recognition, Map<String, List<Resolutions.Resolution>> decisions) {

        Verdict verdict(Wording wording) {
            List<Resolutions.Resolution> decided = decisions.get(Resolutions.likeness(wording));
            Verdict verdict = recognition.recognise(wording);
            return decided == null ? verdict : Resolutions.decided(verdict, decided, knowledge);
        }
    }

    /**
     * What recognition makes of a wording, as far as counting needs it.
     *
     * @param outcome certain, ambiguous, none or unknown
     * @param makers keys of whose business the candidates are
     */
    public record Likely(String outcome, Set<String> makers) {}

    /** The words that one decision is about, and the numbers of all wordings that say them. */
    public record Same(String likeness, Wording wording, Set<Integer> ids) {}

    Wordings(
            JdbcClient jdbc,
            JdbcTemplate batches,
            CatalogueStore store,
            ReferenceData reference,
            Resolutions resolutions,
            Verdicts kept,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.store = store;
        this.reference = reference;
        this.joined = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.resolutions = resolutions;
        this.kept = kept;
        this.loaded =
                jdbc.sql("select version from knowledge").query(Long.class).single();
        this.brain = present();
    }

    private Brain present() {
        Knowledge knowledge = store.knowledge();
        return new Brain(knowledge, new Recognition(knowledge), resolutions.all());
    }

    /** At each start: recognise again where knowledge has changed. */
    @Override
    public void run(ApplicationArguments arguments) {
        String now = fingerprint();
        String before = jdbc.sql("select fingerprint from knowledge")
                .query(String.class)
                .optional()
                .orElse("");
        if (!now.equals(before)) {
            recogniseAgain();
        }
    }

    private String fingerprint() {
        return Recognition.VERSION + " " + reference.getChecksum();
    }

    /** Says durably that knowledge has changed, so that a start recognises again even if this process dies before it could. */
    @Transactional
    public void stale() {
        jdbc.sql("update knowledge set fingerprint = '', version = version + 1").update();
    }

    private void known() {
        jdbc.sql(
                        "insert into knowledge (fingerprint) values (?) on conflict (only_row) do update set fingerprint = excluded.fingerprint")
                .param(fingerprint())
                .update();
    }

    Verdict recognise(Wording wording) {
        lookAgain();
        return brain.verdict(wording);
    }

    /** Recognition with what is known now; another instance's change is noticed within a second. */
    public Recognition recognition() {
        lookAgain();
        return brain.recognition();
    }

    private void lookAgain() {
        long now = System.nanoTime();
        if (now - looked > LOOK_AGAIN) {
            looked = now;
            refresh();
        }
    }

    private void refresh() {
        long version =
                jdbc.sql("select version from knowledge").query(Long.class).single();
        if (version != loaded) {
            brain = present();
            loaded = version;
        }
    }

    /**
     * Has every wording recognised with what has just been stated, in the transaction that states it. New wordings wait
     * meanwhile, so that none is kept with a verdict of yesterday.
     */
    public void knowledgeChanged() {
        joined.executeWithoutResult(status -> recogniseWithNewKnowledge());
    }

    private void recogniseWithNewKnowledge() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(CHANGING).query().singleRow();
        loaded = jdbc.sql("update knowledge set version = version + 1 returning version")
                .query(Long.class)
                .single();
        recogniseAgain();
    }

    /** The numbers of wordings; unknown ones are recognised and kept, in a short transaction of their own. */
    public Map<Wording, Integer> idsOf(Collection<Wording> wordings) {
        Map<Wording, Integer> ids = new HashMap<>(known.getAllPresent(wordings));
        Map<String, Wording> missing = new LinkedHashMap<>();
        wordings.stream()
                .filter(wording -> !ids.containsKey(wording))
                .forEach(wording -> missing.put(digest(wording), wording));
        if (!missing.isEmpty()) {
            Map<Wording, Integer> found = new HashMap<>();
            own.executeWithoutResult(status -> found.putAll(findOrAdd(missing)));
            known.putAll(found);
            ids.putAll(found);
        }
        return ids;
    }

    private Map<Wording, Integer> findOrAdd(Map<String, Wording> missing) {
        Map<Wording, Integer> found = find(missing);
        List<Map.Entry<String, Wording>> fresh = missing.entrySet().stream()
                .filter(entry -> !found.containsKey(entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (!fresh.isEmpty()) {
            jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                    .param(CHANGING)
                    .query()
                    .singleRow();
            refresh();
            insert(fresh);
            found.putAll(find(missing));
        }
        return found;
    }

    private Map<Wording, Integer> find(Map<String, Wording> byDigest) {
        Map<Wording, Integer> found = new HashMap<>();
        jdbc.sql("""
                        select encode(digest, 'hex'), id from wording
                        where digest in (select decode(d, 'hex') from unnest(cast(:digests as text[])) d)
                        """).param("digests", byDigest.keySet().toArray(String[]::new)).query(row -> {
            found.put(byDigest.get(row.getString(1)), row.getInt(2));
        });
        return found;
    }

    private void insert(List<Map.Entry<String, Wording>> fresh) {
        List<Verdict> verdicts =
                fresh.stream().map(entry -> recognise(entry.getValue())).toList();
        batches.batchUpdate("""
                insert into wording (digest, maker, model, order_code, firmware, connectivity, module_maker, module, fcc_id, tac, usb_id,
                                     equipment_maker, outcome, reason)
                values (decode(?, 'hex'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (digest) do nothing
                """, indices(fresh.size()), 500, (statement, i) -> {
            statement.setString(1, fresh.get(i).getKey());
            List<String> words = fresh.get(i).getValue().words();
            for (int w = 0; w < words.size(); w++) {
                statement.setString(w + 2, words.get(w));
            }
            statement.setString(12, verdicts.get(i).equipmentMaker());
            statement.setString(13, verdicts.get(i).outcome().key());
            statement.setString(14, verdicts.get(i).reason());
        });
        Map<String, Wording> byDigest = new LinkedHashMap<>();
        fresh.forEach(entry -> byDigest.put(entry.getKey(), entry.getValue()));
        Map<Wording, Integer> ids = find(byDigest);
        Map<Integer, Verdict> byId = new HashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            byId.put(ids.get(fresh.get(i).getValue()), verdicts.get(i));
        }
        kept.first(byId);
    }

    /** Knowledge has changed: every distinct wording is recognised again, and no asset is touched. */
    public void recogniseAgain() {
        brain = present();
        int last = 0;
        int count = 0;
        Map<Integer, Wording> some = some(last);
        while (!some.isEmpty()) {
            Map<Integer, Verdict> verdicts = new LinkedHashMap<>();
            some.forEach((id, wording) -> verdicts.put(id, recognise(wording)));
            own.executeWithoutResult(status -> kept.renew(verdicts));
            count += some.size();
            last = some.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
            some = some(last);
        }
        known();
        LOG.info("Recognised {} wordings with the present knowledge", count);
    }

    /** A decision about some words has changed: those are recognised again, and no other. */
    public void recogniseAgain(Set<Integer> ids) {
        refresh();
        Map<Integer, Verdict> verdicts = new LinkedHashMap<>();
        these(ids).forEach((id, wording) -> verdicts.put(id, recognise(wording)));
        own.executeWithoutResult(status -> kept.renew(verdicts));
        known();
    }

    /** What recognition would make of wordings with what the present transaction has written; all of them if none is named. */
    public Map<Integer, Likely> supposing(@Nullable Set<Integer> ids) {
        Brain supposed = present();
        Map<Integer, Likely> likely = new HashMap<>();
        Map<Integer, Wording> some = ids == null ? some(0) : these(ids);
        while (!some.isEmpty()) {
            some.forEach((id, wording) -> likely.put(id, likely(supposed.verdict(wording))));
            some = ids == null
                    ? some(some.keySet().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElseThrow())
                    : Map.of();
        }
        return likely;
    }

    private static Likely likely(Verdict verdict) {
        return new Likely(
                verdict.outcome().key(),
                verdict.candidates().stream().map(Candidate::maker).collect(Collectors.toSet()));
    }

    /** What a decision about a wording would be about; empty where there is no such wording. */
    public Optional<Same> same(int id) {
        return Optional.ofNullable(these(Set.of(id)).get(id)).map(wording -> {
            String likeness = Resolutions.likeness(wording);
            return new Same(likeness, wording, alike(likeness));
        });
    }

    /** The wordings that a decision's words stand for. */
    public Set<Integer> alike(String likeness) {
        Set<Integer> ids = new HashSet<>();
        jdbc.sql("select * from wording where " + Resolutions.LIKENESS + " = ?")
                .param(likeness)
                .query(row -> {
                    ids.add(row.getInt("id"));
                });
        return ids;
    }

    private Map<Integer, Wording> these(Set<Integer> ids) {
        Map<Integer, Wording> wordings = new LinkedHashMap<>();
        jdbc.sql("select * from wording where id = any (:ids) order by id")
                .param("ids", ids.toArray(Integer[]::new))
                .query(row -> {
                    wordings.put(row.getInt("id"), wording(row));
                });
        return wordings;
    }

    private static Wording wording(ResultSet row) throws SQLException {
        return new Wording(
                row.getString("maker"),
                row.getString("model"),
                row.getString("order_code"),
                row.getString("firmware"),
                row.getString("connectivity"),
                row.getString("module_maker"),
                row.getString("module"),
                row.getString("fcc_id"),
                row.getString("tac"),
                row.getString("usb_id"));
    }

    private Map<Integer, Wording> some(int after) {
        Map<Integer, Wording> wordings = new LinkedHashMap<>();
        jdbc.sql("select * from wording where id > ? order by id limit ?")
                .params(after, BATCH)
                .query(row -> {
                    wordings.put(row.getInt("id"), wording(row));
                });
        return wordings;
    }

    private static List<Integer> indices(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    static String digest(Wording wording) {
        byte[] words = String.join("\u001f", wording.words()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.of(words), 0, 16);
    }
}
