package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.BadInput;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.database.Home;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The key that signs the trail is exchanged, and somebody who rules database and files tries to put in one of their own.
 * What they do to the database is rolled back.
 */
@LinchpinTest
class KeyExchangeDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @Autowired
    Home home;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @Autowired
    Sealer sealer;

    @Autowired
    Trail trail;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @BeforeEach
    void aTrailThatIsSigned() throws IOException {
        trail.record("test.line", "/exchange", null, null);
        Proof.signs(sealer, jdbc);
    }

    /** The first key that the witness knows of; whoever noted it needs no other. */
    private AuditKey first() throws IOException {
        return new Succession(sealer.key(), Handover.read(sealer.notes()))
                .keys()
                .get(0);
    }

    private void signedOn() throws IOException {
        trail.record("test.line", "/exchange/after", null, null);
        Proof.signs(sealer, jdbc);
    }

    @Test
    void theTrailIsProvedAcrossExchangesWithTheFirstKeyTheLastAndAnyBetween() throws IOException {
        AuditKey before = sealer.key();
        Handover handover = sealer.exchange();
        AuditKey after = sealer.key();
        assertThat(after.words()).isNotEqualTo(before.words()).isEqualTo(handover.to());
        signedOn();
        sealer.exchange();
        signedOn();
        assertThat(sealer.verify().findings()).isEmpty();
        assertThat(sealer.verify().keys()).isGreaterThanOrEqualTo(3);
        for (AuditKey known : List.of(first(), before, after, sealer.key())) {
            assertThat(offline(known, Notes.read(sealer.notes()))).isEmpty();
        }
        List<Checkpoint> notes = Checkpoint.read(sealer.notes());
        assertThat(notes.get(notes.size() - 1).isSignedWith(sealer.key())).isTrue();
        assertThat(notes.get(0).isSignedWith(sealer.key()))
                .as("what was signed before stays as it was")
                .isFalse();
    }

    @Test
    void anExchangeIsALineOfTheTrailAndLeavesOneSecretInTheFolder() throws Exception {
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        String before = Files.readString(home.folder("keys").resolve("audit.key"));
        Api.Answer answer = Api.on(port, administrator.token()).post("/audit/key", "");
        assertThat(answer.status()).isEqualTo(200);
        String fingerprint = answer.read("$.fingerprint");
        assertThat(fingerprint).isEqualTo(sealer.about().fingerprint());
        assertThat(Api.on(port, administrator.token())
                        .get("/audit?action=trail.key&who=" + administrator.username())
                        .<List<String>>read("$.items[*].detail"))
                .containsExactly(fingerprint);
        try (Stream<Path> files = Files.list(home.folder("keys"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("audit.key", "audit.pub")
                    .doesNotContain("audit-next.key", "audit-next.pub");
        }
        assertThat(Files.readString(home.folder("keys").resolve("audit.key"))).isNotEqualTo(before);
        assertThat(Handover.read(sealer.notes()))
                .as("the witness is told")
                .anyMatch(one -> one.fingerprint().equals(fingerprint));
    }

    @Test
    void theAdministratorSeesTheAgeOfTheKeyAndExchangesIt() throws Exception {
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        Document page = Jsoup.parse(mvc.perform(get("/administration").with(administrator.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(page.select("section[aria-labelledby=audit-key-head]").text())
                .contains(sealer.about().fingerprint())
                .contains("0 days");
        String before = sealer.key().words();
        assertThat(mvc.perform(post("/administration/audit-key")
                                .with(administrator.signedIn(application))
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/administration");
        assertThat(sealer.key().words()).isNotEqualTo(before);
        assertThat(new Sealer.Key("", OffsetDateTime.now(ZoneOffset.UTC).minusDays(366), 365).due())
                .isTrue();
        assertThat(new Sealer.Key("", OffsetDateTime.now(ZoneOffset.UTC).minusDays(364), 365).due())
                .isFalse();
    }

    /** The administrator of database and files, who has no old key, puts in a key of their own and signs on with it. */
    @Test
    void aKeyThatTheOneBeforeDidNotNameIsFoundHoweverItIsPutIn() throws IOException {
        Notes witnessed = Notes.read(sealer.notes());
        AuditKey mine = AuditKey.in(folder, "mine");
        AuditKey first = first();
        assertThat(within(db -> {
                    line(db, "x");
                    new Chain(db).checkpoint("linchpin", mine);
                    return findings(db, first, with(witnessed, db, null));
                }))
                .as("signed on, without a word")
                .containsExactly("bad-signature");
        assertThat(within(db -> {
                    line(db, Handover.fingerprint(mine.words()));
                    Handover forged = forged(db, mine);
                    line(db, "x");
                    new Chain(db).checkpoint("linchpin", mine);
                    return findings(db, first, with(witnessed, db, forged));
                }))
                .as("with a handover that the old key did not sign, told to the witness, too")
                .containsExactly("bad-signature", "bad-handover");
        assertThat(within(db -> {
                    line(db, Handover.fingerprint(mine.words()));
                    Handover forged = forged(db, mine);
                    line(db, "x");
                    new Chain(db).checkpoint("linchpin", mine);
                    return findings(db, mine, with(witnessed, db, forged));
                }))
                .as("asked of the server itself, whose file of the key was exchanged")
                .contains("bad-signature");
    }

    private Handover forged(JdbcClient db, AuditKey mine) {
        Checkpoint last = new Chain(db).lastCheckpoint().orElseThrow();
        Handover half = Handover.sign("linchpin", mine, mine, Instant.now(), last.size(), last.root());
        Handover forged = new Handover(
                "linchpin",
                sealer.key().words(),
                mine.words(),
                half.at(),
                half.size(),
                half.root(),
                half.before(),
                half.after());
        db.sql("insert into trail_handover (size, at, note) values (?, now(), ?)")
                .params(forged.size(), forged.note())
                .update();
        return forged;
    }

    @Test
    void whoStoleAKeyThatIsRetiredSignsNothingMoreAndNamesNobody() throws IOException {
        Files.createDirectories(folder);
        for (String half : List.of("audit.key", "audit.pub")) {
            Files.copy(home.folder("keys").resolve(half), folder.resolve(half));
        }
        AuditKey stolen = AuditKey.in(folder, "audit");
        sealer.exchange();
        signedOn();
        Notes witnessed = Notes.read(sealer.notes());
        assertThat(within(db -> {
                    line(db, "x");
                    new Chain(db).checkpoint("linchpin", stolen);
                    return findings(db, sealer.key(), with(witnessed, db, null));
                }))
                .containsExactly("bad-signature");
        assertThat(within(db -> {
                    AuditKey mine = AuditKey.in(folder, "mine");
                    line(db, Handover.fingerprint(mine.words()));
                    Handover second = new Chain(db).handOver("linchpin", stolen, mine);
                    return findings(db, sealer.key(), with(witnessed, db, second));
                }))
                .as("a second heir")
                .contains("bad-handover");
    }

    @Test
    void aHandoverThatIsTakenOutKeptFromTheWitnessOrToldNowhereIsFound() throws IOException {
        sealer.exchange();
        signedOn();
        Notes witnessed = Notes.read(sealer.notes());
        AuditKey first = first();
        assertThat(within(db -> {
                    db.sql("delete from trail_handover").update();
                    return findings(db, first, witnessed);
                }))
                .containsExactly("handover-missing");
        assertThat(within(db -> findings(db, first, new Notes(witnessed.checkpoints(), List.of()))))
                .containsExactly("handover-missing");
        AuditKey next = AuditKey.in(folder, "next");
        assertThat(within(db -> {
                    Handover untold = new Chain(db).handOver("linchpin", sealer.key(), next);
                    return findings(db, first, with(witnessed, db, untold));
                }))
                .containsExactly("handover-untold");
    }

    @Test
    void whatWasLeftUndoneWhenTheProcessDiedIsDone() throws IOException {
        AuditKeys keys = new AuditKeys(folder, false);
        AuditKey now = keys.inForce(List.of());
        AuditKey next = keys.next(now);
        List<Handover> handed = List.of(Handover.sign("linchpin", now, next, Instant.now(), 1, "root"));
        assertThat(new AuditKeys(folder, false).inForce(List.of()).words())
                .as("nothing was handed over yet")
                .isEqualTo(now.words());
        Files.move(folder.resolve("audit-next.key"), folder.resolve("audit.key"), StandardCopyOption.REPLACE_EXISTING);
        AuditKey since = new AuditKeys(folder, false).inForce(handed);
        assertThat(since.words()).isEqualTo(next.words());
        byte[] text = {1, 2, 3};
        assertThat(next.signed(text, since.sign(text))).isTrue();
        assertThat(folder.resolve("audit-next.pub")).doesNotExist();
        assertThat(keys.inForce(handed).words())
                .as("another instance, which had the old one in memory")
                .isEqualTo(next.words());
        Files.delete(folder.resolve("audit.pub"));
        AuditKey stranger = AuditKey.in(folder, "audit");
        assertThatThrownBy(() -> new AuditKeys(folder, false)
                        .inForce(List.of(Handover.sign("linchpin", stranger, next, Instant.now(), 1, "root"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not in");
    }

    @Test
    void whereAVaultKeepsTheKeysItBringsTheNextOneAndNothingIsWrittenThere() throws IOException {
        assertThatThrownBy(() -> new AuditKeys(folder, true))
                .as("no key is made where somebody else was to bring it")
                .isInstanceOf(IllegalStateException.class);
        AuditKey.in(folder, "audit");
        AuditKeys keys = new AuditKeys(folder, true);
        AuditKey now = keys.inForce(List.of());
        assertThatThrownBy(() -> keys.next(now)).isInstanceOf(BadInput.class).hasMessageContaining("audit-next");
        AuditKey brought = AuditKey.in(folder, "audit-next");
        assertThat(keys.next(now).words()).isEqualTo(brought.words());
        List<Handover> handed = List.of(Handover.sign("linchpin", now, brought, Instant.now(), 1, "root"));
        assertThat(keys.inForce(handed).words()).isEqualTo(brought.words());
        assertThat(folder.resolve("audit.pub")).as("left as the vault has it").hasContent(now.words());
        assertThat(new AuditKeys(folder, true).inForce(handed).words())
                .as("after another start, too")
                .isEqualTo(brought.words());
        assertThatThrownBy(() -> keys.next(brought))
                .as("the one in force follows nobody")
                .isInstanceOf(BadInput.class);
        for (String half : List.of(".key", ".pub")) {
            Files.move(
                    folder.resolve("audit-next" + half),
                    folder.resolve("audit" + half),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        byte[] text = {1, 2, 3};
        assertThat(brought.signed(
                        text, new AuditKeys(folder, true).inForce(handed).sign(text)))
                .as("once the vault has renamed them")
                .isTrue();
    }

    @Test
    void keysThatAVaultKeepsAreLookedForThereAndNoneElseIs() {
        Home kept = new Home(folder, null, true, folder.resolve("vault"));
        assertThat(kept.folder("keys")).isEqualTo(folder.resolve("vault"));
        assertThat(kept.folder("files")).isEqualTo(folder.resolve("files"));
        assertThat(kept.keysKeptElsewhere()).isTrue();
        assertThat(home.keysKeptElsewhere()).isFalse();
    }

    @Test
    void aHandoverReadsAsItWasWrittenAndIsNoCheckpoint() {
        AuditKey one = AuditKey.in(folder, "one");
        AuditKey two = AuditKey.in(folder, "two");
        Handover handover = Handover.sign("linchpin", one, two, Instant.parse("2026-11-29T00:00:00Z"), 7, "cm9vdA==");
        assertThat(handover.isSignedByBoth()).isTrue();
        assertThat(Handover.read("before\n" + handover.note() + "after\n")).containsExactly(handover);
        assertThat(Checkpoint.read(handover.note())).isEmpty();
        assertThat(Handover.read(handover.note().replace("\n7\n", "\n8\n"))).noneMatch(Handover::isSignedByBoth);
        assertThat(Handover.read(handover.note().replace("\n7\n", "\nseven\n"))).isEmpty();
    }

    private List<String> offline(AuditKey known, Notes notes) {
        Verification verification = new Verification(known, Duration.ofHours(1), notes, notes, "a file");
        sealer.walk(verification::next);
        return Proof.codes(verification.verdict(0));
    }

    /** What the witness would hold: it takes notes from whoever sends them. */
    private static Notes with(Notes witnessed, JdbcClient db, Handover handover) {
        List<Checkpoint> checkpoints = new ArrayList<>(witnessed.checkpoints());
        new Chain(db)
                .lastCheckpoint()
                .filter(last -> !checkpoints.contains(last))
                .ifPresent(checkpoints::add);
        List<Handover> handovers = new ArrayList<>(witnessed.handovers());
        if (handover != null) {
            handovers.add(handover);
        }
        return new Notes(checkpoints, handovers);
    }

    private static List<String> findings(JdbcClient db, AuditKey known, Notes witnessed) {
        Chain chain = new Chain(db);
        Verification verification = new Verification(known, Duration.ofHours(1), chain.notes(), witnessed, "test");
        chain.walk(verification::next);
        return Proof.codes(verification.verdict(0));
    }

    private static void line(JdbcClient db, String detail) {
        db.sql("insert into trail (username, action, subject, detail) values ('x', 'trail.key', '/', ?)")
                .param(detail)
                .update();
        int sealed = 1;
        while (sealed > 0) {
            sealed = new Chain(db).seal();
        }
    }

    private List<String> within(Function<JdbcClient, List<String>> work) {
        return Proof.asOwner(environment, work);
    }
}
