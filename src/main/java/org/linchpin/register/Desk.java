package org.linchpin.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Trail;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Vocabulary;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers and submissions looked up and set up. What is not the viewer's to see is not there. */
@Component
class Desk {

    private final Registers registers;
    private final Submissions submissions;
    private final Operators operators;
    private final Mappings mappings;
    private final Vocabulary vocabulary;
    private final Trail trail;

    Desk(
            Registers registers,
            Submissions submissions,
            Operators operators,
            Mappings mappings,
            Vocabulary vocabulary,
            Trail trail) {
        this.registers = registers;
        this.submissions = submissions;
        this.operators = operators;
        this.mappings = mappings;
        this.vocabulary = vocabulary;
        this.trail = trail;
    }

    /** What somebody asks for a new register. */
    record NewRegister(
            @Nullable String operator,
            @Nullable String name,
            @Nullable String assetClass,
            @Nullable String sector,
            Mapping mapping) {}

    /** A register and whose it is. */
    record Owned(Register register, Operator operator) {}

    /** A submission, its register, and whose they are. */
    record Filed(Submission submission, Register register, Operator operator) {}

    @Transactional(readOnly = true)
    public List<Owned> registers() {
        return registers.findAllByOrderByOperatorIdAscNameAsc().stream()
                .map(register -> new Owned(register, operator(register.operatorId())))
                .toList();
    }

    @Transactional(readOnly = true)
    public Owned register(long id) {
        Register register = registers.findById(id).orElseThrow(() -> BadInput.notFound("register"));
        return new Owned(register, operator(register.operatorId()));
    }

    @Transactional(readOnly = true)
    public Filed submission(long id) {
        Submission submission = submissions.findById(id).orElseThrow(() -> BadInput.notFound("submission"));
        Owned owned = register(submission.registerId());
        return new Filed(submission, owned.register(), owned.operator());
    }

    @Transactional(readOnly = true)
    public List<Submission> submissions(long registerId) {
        return submissions.findByRegisterIdOrderByReceivedAtDesc(registerId);
    }

    private Operator operator(int id) {
        return operators.byId(id).orElseThrow();
    }

    /** Sets up a register for one of the operators in scope. */
    @Transactional
    public Owned open(NewRegister asked, Scope scope) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Optional<Operator> operator = owner(asked.operator(), scope);
        if (operator.isEmpty()) {
            faults.add(fault(
                    "operator", asked.operator(), "operator-unknown", "There is no such operator that you act for"));
        }
        String name = asked.name() == null ? "" : asked.name().strip();
        if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            faults.add(fault("name", name, "name-length", "The register needs a name of 1 to 200 characters"));
        }
        String assetClass = known(asked.assetClass(), "assetClass", vocabulary::assetClass, faults);
        String sector = known(asked.sector(), "sector", vocabulary::sector, faults);
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        Operator owner = operator.orElseThrow();
        if (registers.existsByOperatorIdAndName(owner.id(), name)) {
            throw new BadInput(
                    HttpStatus.CONFLICT,
                    "name-taken",
                    "There is already a register of that name",
                    List.of(fault("name", name, "name-taken", "There is already a register of that name")));
        }
        Register register = registers.saveAndFlush(
                new Register(owner.id(), name, assetClass, sector, mappings.written(asked.mapping())));
        trail.record("register.create", "/registers/" + register.id(), owner.id(), name);
        return new Owned(register, owner);
    }

    /** Who acts for one operator alone need not name it. */
    private Optional<Operator> owner(@Nullable String code, Scope scope) {
        if (code == null || code.isBlank()) {
            return scope.operators().size() == 1
                    ? operators.byId(scope.operators().iterator().next())
                    : Optional.empty();
        }
        return operators.byCode(code.strip()).filter(operator -> scope.holds(operator.id()));
    }

    private static @Nullable String known(
            @Nullable String said,
            String field,
            Function<String, Optional<String>> words,
            List<BadInput.Fault> faults) {
        if (said == null || said.isBlank()) {
            return null;
        }
        Optional<String> key = words.apply(said);
        if (key.isEmpty()) {
            faults.add(fault(field, said, field + "-unknown", "\"" + said + "\" is not known here"));
        }
        return key.orElse(null);
    }

    private static BadInput.Fault fault(String field, @Nullable String value, String code, String message) {
        return BadInput.Fault.field(field, value, code, message, "See the register format");
    }

    /** Decides what the columns of a register's files mean. */
    @Transactional
    public Owned map(long id, Mapping mapping) {
        Register register = registers.lockById(id).orElseThrow(() -> BadInput.notFound("register"));
        register.mapping(mappings.written(Objects.requireNonNull(mapping)));
        trail.record("register.map", "/registers/" + id, register.operatorId(), null);
        return new Owned(register, operator(register.operatorId()));
    }
}
