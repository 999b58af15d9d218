package org.linchpin.register;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.database.Demonstration;
import org.linchpin.reading.Mapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Invented registers for the demonstration, received, checked and accepted as any other. */
@Component
@Order(2)
class DemonstrationRegisters implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationRegisters.class);
    private static final String BY = "demonstration";

    private final Demonstration demonstration;
    private final Operators operators;
    private final Scopes scopes;
    private final Desk desk;
    private final Receiving receiving;
    private final Checking checking;
    private final Deciding deciding;

    DemonstrationRegisters(
            Demonstration demonstration,
            Operators operators,
            Scopes scopes,
            Desk desk,
            Receiving receiving,
            Checking checking,
            Deciding deciding) {
        this.demonstration = demonstration;
        this.operators = operators;
        this.scopes = scopes;
        this.desk = desk;
        this.receiving = receiving;
        this.checking = checking;
        this.deciding = deciding;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!demonstration.on()) {
            return;
        }
        try (CsvReader<NamedCsvRecord> list = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(sample("registers.csv"), StandardCharsets.UTF_8))) {
            int loaded = 0;
            for (NamedCsvRecord line : list) {
                loaded += load(line) ? 1 : 0;
            }
            if (loaded > 0) {
                LOG.info("The demonstration's {} invented files are loaded", loaded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean load(NamedCsvRecord line) {
        Operator operator = operators.ensure(line.getField("operator"), line.getField("operator_name"), true);
        Scope scope = Scope.of(Set.of(operator.id()));
        return scopes.within(scope, () -> {
            long register = register(operator, line, scope);
            try (InputStream bytes = new GZIPInputStream(sample(line.getField("file")))) {
                Receiving.Taken taken = receiving.take(
                        register,
                        new Submission.Terms(Kind.FULL, LocalDate.parse(line.getField("effective")), null, null),
                        new Receiving.Sent(line.getField("file").replace(".gz", ""), -1, bytes, BY),
                        true);
                // A first start that was cut off is finished by the next one.
                checking.check(operator.id(), taken.submission().id());
                if (desk.submission(taken.submission().id()).submission().state() != State.CHECKED) {
                    return false;
                }
                deciding.accept(taken.submission().id(), true, "Invented", BY);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private long register(Operator operator, NamedCsvRecord line, Scope scope) {
        return desk.registers().stream()
                .map(Desk.Owned::register)
                .filter(one -> one.operatorId() == operator.id() && one.name().equals(line.getField("register")))
                .findFirst()
                .orElseGet(() -> desk.open(
                                new Desk.NewRegister(
                                        operator.code(),
                                        line.getField("register"),
                                        line.getField("asset_class"),
                                        null,
                                        Mapping.none()),
                                scope)
                        .register())
                .id();
    }

    private static InputStream sample(String name) throws IOException {
        return new ClassPathResource("db/sample/" + name).getInputStream();
    }
}
