package org.linchpin.scanning;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has files looked through before anybody reads them, where there is a scanner, and remembers by their SHA-256 what was found.
 * What it once knew to be malicious stays refused when there is none any more.
 */
@Component
@EnableConfigurationProperties(ScannerSettings.class)
public class Scans {

    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

    private final ScannerSettings settings;
    private final JdbcClient jdbc;
    private final Trail trail;
    private final TransactionTemplate apart;

    Scans(ScannerSettings settings, JdbcClient jdbc, Trail trail, PlatformTransactionManager transactions) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.trail = trail;
        // What was found is remembered whatever becomes of the work that asked.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What is known of a file: what was found, if anything, and whether that is old. */
    private record Known(@Nullable String finding, boolean old) {}

    @FunctionalInterface
    private interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    /** Whether there is a scanner. */
    public boolean on() {
        return settings.address() != null;
    }

    /**
     * Returns if nothing known to be malicious is in a stored file, or there is no scanner.
     *
     * @param operator whose file it is
     * @throws Malicious if there is
     * @throws Unscanned if the scanner cannot say
     */
    public void admit(String sha256, Path file, int operator) {
        admit(sha256, operator, Files.exists(file) ? () -> Files.newByteChannel(file) : null);
    }

    /** The same for a file that is only in memory, and of which nothing else will be kept. */
    public void admit(byte[] file) {
        admit(Sha256.hex(file), null, () -> new SeekableInMemoryByteChannel(file));
    }

    private void admit(String sha256, @Nullable Integer operator, @Nullable Opening file) {
        Optional<Known> known = Objects.requireNonNull(apart.execute(status -> known(sha256)));
        String before = known.map(Known::finding).orElse(null);
        URI address = settings.address();
        if (before != null && (address == null || file == null)) {
            throw new Malicious(before);
        }
        boolean clean = before == null && known.isPresent() && !known.get().old();
        if (address == null || file == null || clean) {
            return;
        }
        String finding = scan(address, sha256, file);
        if (finding != null) {
            apart.executeWithoutResult(status -> trail.record("file.refuse", "/files/" + sha256, operator, finding));
            throw new Malicious(finding);
        }
    }

    private @Nullable String scan(URI address, String sha256, Opening file) {
        Clamd scanner = new Clamd(address, settings.patience(), settings.piece().toBytes());
        try (SeekableByteChannel bytes = file.open()) {
            String version = scanner.version();
            Optional<String> finding = scanner.find(bytes);
            apart.executeWithoutResult(status -> remember(sha256, finding, version));
            return finding.orElse(null);
        } catch (IOException silent) {
            LOG.warn("The scanner cannot say what is in a file: {}", silent.toString());
            throw new Unscanned(
                    silent.getMessage() != null && silent.getMessage().contains("size limit")
                            ? "The file is longer than the scanner takes, so it waits. Ask the administrator to let it take more"
                            : "The scanner for malicious content does not answer, so the file waits. Ask the administrator if it stays so");
        }
    }

    private Optional<Known> known(String sha256) {
        return jdbc.sql(
                        "select finding, scanned_at < now() - make_interval(secs => ?) as old from scanned_file where sha256 = ?")
                .params(settings.rescan().toSeconds(), sha256)
                .query(Known.class)
                .optional();
    }

    private void remember(String sha256, Optional<String> finding, String scanner) {
        jdbc.sql("""
                        insert into scanned_file (sha256, finding, scanner) values (:sha256, :finding, :scanner)
                        on conflict (sha256) do update set finding = excluded.finding, scanner = excluded.scanner, scanned_at = now()
                        """)
                .param("sha256", sha256)
                .param("finding", finding.orElse(null), Types.VARCHAR)
                .param("scanner", scanner)
                .update();
    }

    /** For the administrator: who scans, and whether it answers. */
    String told() {
        URI address = settings.address();
        if (address == null) {
            return "Not scanned: no scanner is set up. Files are checked for their form, not for known malicious content";
        }
        try {
            return "Scanned by "
                    + new Clamd(address, settings.patience(), settings.piece().toBytes()).version();
        } catch (IOException silent) {
            return "The scanner at %s does not answer (%s). Files wait until it does"
                    .formatted(address, silent.getMessage());
        }
    }
}
