package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.reading.FileForm.Correction;
import org.linchpin.reading.FileForm.Part;

/**
 * How a register's files are written where it is not found rightly: said by a person of one file, kept with what its columns mean, and
 * believed of the next one, as long as the same is found in it as was found then.
 *
 * @param said what a person said, by the key of {@link Part}
 * @param insteadOf what had been found in its place; nothing where nobody knows, and then it is believed of any file
 */
public record KeptForm(Map<String, String> said, Map<String, String> insteadOf) {

    /** Everything is found rightly. */
    public static final KeptForm NONE = new KeptForm(Map.of(), Map.of());

    public KeptForm {
        said = Map.copyOf(said);
        insteadOf = Map.copyOf(insteadOf);
    }

    /**
     * Something that was said of files before, and is otherwise in this one.
     *
     * @param before for people: {@code sheet Assets}
     * @param now likewise
     */
    public record Change(Part part, String before, String now) {}

    /** How a file is to be read: as was said before where that still holds, else as it is found. */
    public FileForm of(Path file) {
        FileForm found = FormFinder.of(file);
        try {
            Map<String, String> holding = holding(file, found);
            FileForm form = holding.isEmpty() ? found : found.corrected(file, Correction.of(holding));
            String row = holding(Part.HEADER_ROW, form);
            if (row != null) {
                form = form.corrected(file, Correction.of(Map.of(Part.HEADER_ROW.key(), row)));
            }
            Rows.of(file, form).close();
            return form;
        } catch (BadInput unreadable) {
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What holds of this file besides the row of its header, which depends on all the rest. */
    private Map<String, String> holding(Path file, FileForm found) {
        Map<String, String> holding = new LinkedHashMap<>();
        for (Part part : Part.of(found.kind())) {
            String before = stillThere(part, file, found) ? said.get(part.key()) : holding(part, found);
            if (before != null && part != Part.HEADER_ROW) {
                holding.put(part.key(), before);
            }
        }
        return holding;
    }

    /** A sheet of that name, or the same words in that encoding, whatever is found. */
    private boolean stillThere(Part part, Path file, FileForm found) {
        String before = said.get(part.key());
        return before != null
                && switch (part) {
                    case SHEET -> found.sheets(file).contains(before);
                    case ENCODING -> Encoding.same(file, found.charset(), Charset.forName(before));
                    default -> false;
                };
    }

    private @Nullable String holding(Part part, FileForm found) {
        String before = said.get(part.key());
        String now = found.said(part);
        boolean holds = now.equals(before) || part != Part.SHEET && now.equals(insteadOf.getOrDefault(part.key(), now));
        return holds ? before : null;
    }

    /** What is otherwise than was said before, where a file is read in this form; somebody has to say which is right. */
    public List<Change> changes(FileForm form) {
        List<Change> changes = new ArrayList<>();
        for (Part part : Part.of(form.kind())) {
            String before = said.get(part.key());
            String now = form.said(part);
            boolean corrected = !Objects.equals(before, insteadOf.get(part.key()));
            if (before != null && corrected && !before.equals(now)) {
                changes.add(new Change(part, part.words(before), part.words(now)));
            }
        }
        return changes;
    }

    /** What is read as was said before, for people: {@code sheet Assets}, {@code GB18030}. */
    public List<String> asBefore(FileForm form) {
        return Part.of(form.kind()).stream()
                .filter(part -> form.said(part).equals(said.get(part.key())))
                .map(part -> part.words(form.said(part)))
                .toList();
    }

    /** The same without what is otherwise in this form, once that is settled. */
    public KeptForm settled(FileForm form) {
        Map<String, String> kept = new LinkedHashMap<>(said);
        changes(form).forEach(change -> kept.remove(change.part().key()));
        return new KeptForm(kept, insteadOf);
    }

    /** What is to be kept once somebody has said that a file is read in this form; what is said of files of another kind stays. */
    public KeptForm after(Path file, FileForm form) {
        FileForm found = FormFinder.of(file);
        Map<String, String> kept = new LinkedHashMap<>(said);
        Map<String, String> other = new LinkedHashMap<>(insteadOf);
        for (Part part : Part.of(form.kind())) {
            kept.remove(part.key());
            other.remove(part.key());
            FileForm there = part == Part.HEADER_ROW ? found.corrected(file, form.correction()) : found;
            boolean choice = part == Part.SHEET && form.sheets(file).size() > 1;
            if (choice || !there.said(part).equals(form.said(part))) {
                kept.put(part.key(), form.said(part));
                other.put(part.key(), there.said(part));
            }
        }
        return new KeptForm(kept, other);
    }
}
