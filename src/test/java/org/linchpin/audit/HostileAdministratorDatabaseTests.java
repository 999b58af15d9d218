package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody who rules the database, knows how the chain is made and has the program, but not the key and not the witness.
 * Each attack runs in a transaction of its owner that is rolled back, so that the trail of all tests stays whole.
 */
@LinchpinTest
class HostileAdministratorDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @Autowired
    Sealer sealer;

    @Autowired
    Trail trail;

    @TempDir
    Path folder;

    @BeforeEach
    void aTrailThatIsSealedSignedAndWitnessed() throws IOException {
        for (int i = 0; i < 6; i++) {
            trail.record("test.line", "/hostile/" + i, null, "line " + i);
        }
        sealer.sealAll();
        sealer.sign();
        trail.record("test.line", "/hostile/after", null, null);
        sealer.sealAll();
        sealer.sign();
    }

    @Test
    void theTrailOfAnHonestDayHolds() {
        Verdict verdict = sealer.verify();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.witnessed()).isEqualTo(verdict.lines());
    }

    @Test
    void anAlteredLineIsFound() {
        assertThat(codesAfter(db -> db.sql("update trail set username = 'somebody.else' where id = " + anyLine(db))
                        .update()))
                .containsExactly("altered");
    }

    @Test
    void anAlteredLineIsFoundAlsoWhereTheChainIsMadeAnewBehindIt() {
        assertThat(codesAfter(db -> {
                    long seq = last(db) - 4;
                    db.sql(
                                    "update trail set username = 'somebody.else' where id = (select line from trail_seal where seq = ?)")
                            .param(seq)
                            .update();
                    chainAnewFrom(db, seq);
                }))
                .contains("rewritten");
    }

    @Test
    void aDroppedLineIsFound() {
        assertThat(codesAfter(db ->
                        db.sql("delete from trail where id = " + anyLine(db)).update()))
                .containsExactly("missing");
        assertThat(codesAfter(db -> {
                    long seq = last(db) - 3;
                    db.sql("delete from trail where id = (select line from trail_seal where seq = ?)")
                            .param(seq)
                            .update();
                    db.sql("delete from trail_seal where seq = ?").param(seq).update();
                }))
                .contains("missing");
    }

    @Test
    void aDroppedLineIsFoundAlsoWhereTheOthersCloseUp() {
        assertThat(codesAfter(db -> {
                    long seq = last(db) - 3;
                    db.sql("delete from trail where id = (select line from trail_seal where seq = ?)")
                            .param(seq)
                            .update();
                    chainAnewFrom(db, seq);
                }))
                .contains("rewritten", "truncated");
    }

    @Test
    void linesThatChangedPlacesAreFound() {
        assertThat(codesAfter(db -> {
                    long seq = last(db) - 3;
                    long one = line(db, seq);
                    long other = line(db, seq + 1);
                    db.sql("update trail_seal set line = -1 where seq = ?")
                            .param(seq)
                            .update();
                    db.sql("update trail_seal set line = ? where seq = ?")
                            .params(one, seq + 1)
                            .update();
                    db.sql("update trail_seal set line = ? where seq = ?")
                            .params(other, seq)
                            .update();
                }))
                .contains("altered");
    }

    @Test
    void aLineWithAnOldDateIsFound() {
        assertThat(codesAfter(db -> {
                    db.sql(
                                    "insert into trail (username, action, subject, at) values ('x', 'test', '/', now() - interval '40 days')")
                            .update();
                    new Chain(db).seal();
                }))
                .containsExactly("back-dated");
    }

    @Test
    void aTrailThatIsCutIsFound() {
        assertThat(codesAfter(db -> cutTo(db, last(db) - 2))).contains("truncated", "checkpoint-missing");
        assertThat(codesAfter(db -> cutTo(db, 0))).contains("truncated", "checkpoint-missing");
    }

    /** The database is put back to an earlier state, and the program, none the wiser, seals and signs on. */
    @Test
    void aSecondTrailThatGrowsFromAnEarlierStateIsFoundAlthoughItIsSigned() throws IOException {
        List<Checkpoint> signed = new ArrayList<>(Checkpoint.read(sealer.notes()));
        List<String> codes = Proof.asOwner(environment, db -> {
            long length = last(db);
            cutTo(db, length - 3);
            for (int i = 0; i < 3; i++) {
                db.sql("insert into trail (username, action, subject) values ('x', 'test.fork', '/')")
                        .update();
            }
            Chain chain = new Chain(db);
            while (chain.seal() > 0) {
                // until nothing is left
            }
            chain.checkpoint("linchpin", sealer.key()).ifPresent(signed::add);
            return Proof.codes(verify(db, signed));
        });
        assertThat(codes).contains("forked");
    }

    @Test
    void aCheckpointThatSomebodyElseSignedIsFound() {
        AuditKey another = AuditKey.in(folder, "another");
        assertThat(codesAfter(db -> {
                    long seq = last(db) - 4;
                    db.sql("update trail set detail = 'better' where id = ?")
                            .param(line(db, seq))
                            .update();
                    db.sql("delete from trail_checkpoint").update();
                    chainAnewFrom(db, seq);
                    new Chain(db).checkpoint("linchpin", another);
                }))
                .contains("bad-signature", "rewritten");
    }

    @Test
    void aChangePastTheTriggersIsFound() {
        People.newAccount(application, Role.OFFICIAL, Set.of());
        sealer.sealAll();
        assertThat(codesAfter(db -> {
                    db.sql("alter table account disable trigger user").update();
                    db.sql("update account set role = 'administrator' where id = (select max(id) from account)")
                            .update();
                    db.sql("alter table account enable always trigger trail_change")
                            .update();
                }))
                .containsExactly("stray");
        assertThat(codesAfter(db -> {
                    db.sql("set local session_replication_role = replica").update();
                    db.sql("update account set role = 'administrator' where id = (select max(id) from account)")
                            .update();
                    while (new Chain(db).seal() > 0) {
                        // until nothing is left
                    }
                }))
                .as("triggers fire even then")
                .doesNotContain("stray");
    }

    @Test
    void somebodyIsForgottenAndEveryLineIsStillProved() {
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, true);
                    assertThat(names(db)).isEmpty();
                }))
                .isEmpty();
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, false);
                    assertThat(names(db)).isEmpty();
                }))
                .as("lines from before they committed to what they say of people")
                .isEmpty();
    }

    /** {@code LINCHPIN_AUDIT_ADDRESSES}: lines stay, whence people came goes, and what is younger is left alone. */
    @Test
    void addressesAreForgottenAfterTheirTimeAndEveryLineIsStillProved() {
        assertThat(codesAfter(db -> {
                    db.sql("delete from session").update();
                    cameFrom(db, "30 minutes", "192.0.2.30");
                    cameFrom(db, "5 minutes", "192.0.2.5");
                    seal(db);
                    Forgetting forgetting = new Forgetting(db, new Chain(db), sealer::key);
                    OffsetDateTime since = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(10);
                    assertThat(forgetting.addressesBefore(since)).isGreaterThanOrEqualTo(3);
                    assertThat(forgetting.addressesBefore(since))
                            .as("nothing is left to be forgotten")
                            .isZero();
                    assertThat(lines(db, "192.0.2.30")).isEmpty();
                    assertThat(lines(db, "192.0.2.5")).hasSize(3);
                    assertThat(db.sql(
                                            "select count(*) from trail where subject = 'walker-30 minutes' and username = 'walker'")
                                    .query(Long.class)
                                    .single())
                            .as("who did what stays")
                            .isEqualTo(3);
                }))
                .isEmpty();
    }

    /** Three lines that say from where somebody came: in the address, in the detail of a sign-in, in the row of a session. */
    private static void cameFrom(JdbcClient db, String ago, String address) {
        db.sql("""
                        insert into trail (username, action, subject, detail, address, after, salt, at)
                        select 'walker', l.action, 'walker-' || :ago, l.detail, l.address, l.after, sha256('1'), now() - cast(:ago as interval)
                        from (values ('test.walk', null, cast(:address as text), null::jsonb),
                                     ('account.sign-in', :address, :address, null),
                                     ('session.insert', null, null, cast('{"agent": "Browser", "address": "' || :address || '"}' as jsonb)))
                             l (action, detail, address, after)
                        """).param("ago", ago).param("address", address).update();
    }

    private static List<String> lines(JdbcClient db, String address) {
        return db.sql("select t::text from trail t where strpos(t::text, ?) > 0")
                .param(address)
                .query(String.class)
                .list();
    }

    @Test
    void howLongAddressesAreKeptIsAVariableOfTheEnvironmentAndUnlessSetForGood() {
        StandardEnvironment here = new StandardEnvironment();
        Binder binder = Binder.get(here);
        assertThat(binder.bindOrCreate("linchpin.audit", AuditSettings.class).addresses())
                .isNull();
        here.getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "here-systemEnvironment", Map.of("LINCHPIN_AUDIT_ADDRESSES", "90d")));
        assertThat(Binder.get(here)
                        .bind("linchpin.audit", AuditSettings.class)
                        .get()
                        .addresses())
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void whoeverIsForgottenTwiceOverLeavesLinesThatHold() {
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, true);
                    forget(db, "another.name", "erased-2");
                    assertThat(db.sql(
                                            "select username || ' ' || subject from trail where action = 'test.person' order by id limit 1")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("erased-1 erased-2");
                }))
                .isEmpty();
    }

    @Test
    void forgettingIsNoCoverForWhoeverHasNoKey() {
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, true);
                    db.sql("update trail set why = 'for the owner' where action = 'test.person'")
                            .update();
                }))
                .as("what was not taken out is chained as ever")
                .contains("altered", "erased");
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, false);
                    db.sql("update trail set why = 'for the owner' where action = 'test.person'")
                            .update();
                }))
                .as("of an old line the signature says how it reads")
                .containsExactly("erased");
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, true);
                    db.sql("update trail set username = 'somebody.else' where action = 'test.person'")
                            .update();
                }))
                .as("who it was cannot be filled in otherwise")
                .contains("erased");
        assertThat(codesAfter(db -> db.sql("""
                                update trail set username = 'x', salt = null, erasure = '{"gone": {}, "kept": {}, "signature": null}'
                                where id = %d""".formatted(anyLine(db))).update()))
                .as("erased without the key")
                .containsExactly("erased");
        assertThat(codesAfter(db -> {
                    forgottenPerson(db, false);
                    db.sql("""
                                    update trail set erasure = (select erasure from trail where action = 'test.person' order by id limit 1), salt = null
                                    where id = %d""".formatted(anyLine(db))).update();
                }))
                .as("a signature moved to another line")
                .contains("erased");
    }

    /** Lines of a person who is then forgotten, with commitments or as lines were before. */
    private void forgottenPerson(JdbcClient db, boolean commits) {
        db.sql("""
                        insert into trail (username, action, subject, detail, why, address, before, after, salt) values
                            ('a.person', 'test.person', 'another.name', 'a.person and a.person2', 'because', '192.0.2.9', null, '{"x": "a.person", "a.person": 1}', %1$s),
                            ('another', 'test.person', 'a.person', null, null, '192.0.2.9', '{"deep": {"by": ["a.person"]}}', null, %1$s)
                        """.formatted(commits ? "sha256('1')" : "null")).update();
        seal(db);
        forget(db, "a.person", "erased-1");
    }

    private void forget(JdbcClient db, String name, String pseudonym) {
        db.sql(
                        "insert into trail_forgetting (pseudonym, username, account_id, last_line, tx) select ?, ?, 0, max(id), 0 from trail")
                .params(pseudonym, name)
                .update();
        Forgetting forgetting = new Forgetting(db, new Chain(db), sealer::key);
        while (forgetting.all() > 0) {
            // until nothing is left
        }
        seal(db);
    }

    private static void seal(JdbcClient db) {
        while (new Chain(db).seal() > 0) {
            // until nothing is left
        }
    }

    private static List<String> names(JdbcClient db) {
        return db.sql(
                        "select t::text from trail t where action = 'test.person' and t::text ~ '(?<![a-z])a[.]person(?![0-9])(?!\"+:)'")
                .query(String.class)
                .list();
    }

    @Test
    void aTableThatIsNoLongerWatchedIsFound() {
        assertThat(codesAfter(
                        db -> db.sql("drop trigger trail_change on ownership").update()))
                .containsExactly("unwatched");
        assertThat(codesAfter(db -> db.sql("alter table designation disable trigger trail_change")
                        .update()))
                .containsExactly("unwatched");
        assertThat(codesAfter(db -> db.sql("comment on table organisation is 'not audited: never mind'")
                        .update()))
                .as("what is watched is written down where it is judged")
                .isNotEmpty();
    }

    /** A clock that is set right is nobody's attack; one that ran far ahead cannot be told from one. */
    @Test
    void aClockThatJumpsLosesNothingAndOnlyAFarJumpBackIsTold() {
        Instant now = Instant.now();
        assertThat(codesAfter(db -> {
                    sealedLine(db, now.plus(Duration.ofMinutes(50)));
                    sealedLine(db, now.plus(Duration.ofMinutes(51)));
                    sealedLine(db, now);
                }))
                .as("ahead for less than lines may be late, and back")
                .isEmpty();
        assertThat(codesAfter(db -> sealedLine(db, now.minus(Duration.ofDays(2)))))
                .as("back: sealed in order all the same")
                .isEmpty();
        assertThat(codesAfter(db -> {
                    sealedLine(db, now.plus(Duration.ofDays(1)));
                    sealedLine(db, now.plus(Duration.ofDays(1)).plusSeconds(1));
                    sealedLine(db, now);
                }))
                .containsExactly("back-dated");
    }

    private static void sealedLine(JdbcClient db, Instant clock) {
        db.sql("insert into trail (username, action, subject) values ('x', 'test.clock', '/')")
                .update();
        assertThat(new Chain(db).seal(clock)).isPositive();
    }

    @Test
    void aLineTakenOutOfTheQueueIsFound() {
        assertThat(codesAfter(db -> {
                    db.sql("insert into trail (username, action, subject) values ('x', 'test', '/')")
                            .update();
                    db.sql("delete from trail_pending").update();
                }))
                .contains("outside");
    }

    private List<String> codesAfter(Consumer<JdbcClient> attack) {
        return Proof.asOwner(environment, db -> {
            attack.accept(db);
            return Proof.codes(sealer.verify(new Chain(db)));
        });
    }

    private Verdict verify(JdbcClient db, List<Checkpoint> witnessed) {
        Chain chain = new Chain(db);
        Verification verification = new Verification(
                sealer.key(), Duration.ofHours(1), chain.notes(), new Notes(witnessed, chain.handovers()), "test");
        chain.walk(verification::next);
        return verification.verdict(0);
    }

    private static long last(JdbcClient db) {
        return db.sql("select max(seq) from trail_seal").query(Long.class).single();
    }

    private static long line(JdbcClient db, long seq) {
        return db.sql("select line from trail_seal where seq = ?")
                .param(seq)
                .query(Long.class)
                .single();
    }

    private static long anyLine(JdbcClient db) {
        return line(db, last(db) - 3);
    }

    /** Takes the seals from there on away and has the program seal the lines again. */
    private static void chainAnewFrom(JdbcClient db, long seq) {
        db.sql(
                        "insert into trail_pending select s.line from trail_seal s join trail t on t.id = s.line where s.seq >= ? on conflict do nothing")
                .param(seq)
                .update();
        db.sql("delete from trail_seal where seq >= ?").param(seq).update();
        Chain chain = new Chain(db);
        while (chain.seal() > 0) {
            // until nothing is left
        }
    }

    private static void cutTo(JdbcClient db, long seq) {
        db.sql("delete from trail where id in (select line from trail_seal where seq > ?)")
                .param(seq)
                .update();
        db.sql("delete from trail_seal where seq > ?").param(seq).update();
        db.sql("delete from trail_checkpoint where size > ?").param(seq).update();
    }
}
