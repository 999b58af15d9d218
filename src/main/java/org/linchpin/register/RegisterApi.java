package org.linchpin.register;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.reading.Mappings;
import org.linchpin.register.Answers.RegisterAnswer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers through the API. */
@RestController
@RequestMapping("/api/v1/registers")
class RegisterApi {

    private final Desk desk;
    private final Mappings mappings;

    RegisterApi(Desk desk, Mappings mappings) {
        this.desk = desk;
        this.mappings = mappings;
    }

    /** A register as somebody asks for it; the mapping may also be just its columns. */
    record Asked(
            @Nullable String operator,
            @Nullable String name,
            @Nullable String assetClass,
            @Nullable String sector,
            @Nullable JsonNode mapping) {}

    @GetMapping
    @May(Action.READ_REGISTERS)
    Listing<RegisterAnswer> all(
            Viewer viewer,
            @RequestParam @Nullable String operator,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        List<RegisterAnswer> all = desk.registers().stream()
                .map(this::answer)
                .filter(register -> operator == null || register.operator().equals(operator))
                .toList();
        return Listing.page(all, Listing.size(size), after, RegisterAnswer::id);
    }

    @PostMapping
    @May(Action.UPLOAD)
    ResponseEntity<RegisterAnswer> open(Viewer viewer, @RequestBody Asked asked) {
        Desk.Owned made = desk.open(
                new Desk.NewRegister(
                        asked.operator(),
                        asked.name(),
                        asked.assetClass(),
                        asked.sector(),
                        mappings.from(asked.mapping())),
                viewer.scope());
        return ResponseEntity.created(
                        URI.create("/api/v1/registers/" + made.register().id()))
                .body(answer(made));
    }

    @GetMapping("/{id}")
    @May(Action.READ_REGISTERS)
    RegisterAnswer one(Viewer viewer, @PathVariable long id) {
        return answer(desk.register(id));
    }

    @PutMapping("/{id}/mapping")
    @May(Action.UPLOAD)
    RegisterAnswer map(Viewer viewer, @PathVariable long id, @RequestBody JsonNode mapping) {
        return answer(desk.map(id, mappings.from(mapping)));
    }

    private RegisterAnswer answer(Desk.Owned owned) {
        return RegisterAnswer.of(
                owned.register(),
                owned.operator(),
                mappings.read(owned.register().mapping()));
    }
}
