package org.linchpin.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.recognition.TruthSet.Label;
import org.linchpin.recognition.TruthSet.Labelled;

/** What must hold of any words, tried on words drawn by a seeded generator. */
class RecognitionInvariantTests {

    private static final Knowledge KNOWN = ReferenceKnowledge.read();
    private static final Recognition RECOGNITION = new Recognition(KNOWN);
    private static final List<Labelled> SET = TruthSet.generate();
    private static final List<Labelled> CERTAIN = SET.stream()
            .filter(one -> one.label() == Label.MAKER && !one.made().isEmpty())
            .filter(one -> RECOGNITION.recognise(one.said()).vendor().isPresent())
            .toList();

    private static <T> List<T> shuffled(List<T> all, Random random) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** Whatever was asked before, and by whichever instance. */
    @RepeatedTest(10)
    void theSameWordsAlwaysGiveTheSameAnswer(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Recognition fresh = new Recognition(KNOWN);
        List<Labelled> some = shuffled(SET, random).subList(0, 400);
        some.forEach(one -> fresh.recognise(one.said()));
        shuffled(some, random)
                .forEach(one -> assertThat(fresh.recognise(one.said()))
                        .as("%s, seed %d", one.line(), repetition.getCurrentRepetition())
                        .isEqualTo(RECOGNITION.recognise(one.said())));
    }

    /** Whichever order the lines of what is known come in: who may have made it does not rest on that. */
    @RepeatedTest(5)
    void theOrderOfWhatIsKnownDoesNotMatter(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Recognition other = new Recognition(new Knowledge(
                shuffled(KNOWN.vendors(), random),
                shuffled(KNOWN.families(), random),
                shuffled(KNOWN.identifiers(), random),
                shuffled(KNOWN.equipment(), random)));
        shuffled(SET, random).subList(0, 1_000).forEach(one -> {
            Verdict verdict = other.recognise(one.said());
            Verdict usual = RECOGNITION.recognise(one.said());
            assertThat(verdict.outcome())
                    .as("%s, seed %d", one.line(), repetition.getCurrentRepetition())
                    .isEqualTo(usual.outcome());
            assertThat(verdict.vendor()).isEqualTo(usual.vendor());
        });
    }

    /** Two kinds of evidence, each enough to be sure of one maker, stated together: the units stay sure. */
    @Test
    void addingEvidenceNeverLowersTheSureUnitsOfWhatItSupports() {
        Random random = new Random(TruthSet.SEED);
        List<Labelled> fresh = shuffled(CERTAIN, random);
        List<String> lost = new ArrayList<>();
        int tried = 0;
        for (Labelled one : fresh.subList(0, 1_500)) {
            for (Labelled other : shuffled(CERTAIN, random).subList(0, 60)) {
                if (other.made().equals(one.made()) && apart(one.said(), other.said())) {
                    tried++;
                    Verdict both = RECOGNITION.recognise(together(one.said(), other.said()));
                    if (!both.vendor().orElse("").equals(one.made())) {
                        lost.add(
                                one.line() + "  +  " + other.line() + "  ->  " + both.outcome() + ": " + both.reason());
                    }
                }
            }
        }
        assertThat(tried).as("pairs of evidence").isGreaterThan(4_000);
        assertThat(lost).isEmpty();
    }

    private static boolean apart(Wording one, Wording other) {
        for (int i = 0; i < one.words().size(); i++) {
            if (!one.words().get(i).isEmpty() && !other.words().get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Wording together(Wording one, Wording other) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < one.words().size(); i++) {
            words.add(
                    one.words().get(i).isEmpty()
                            ? other.words().get(i)
                            : one.words().get(i));
        }
        return new Wording(
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                words.get(4),
                words.get(5),
                words.get(6),
                words.get(7),
                words.get(8),
                words.get(9));
    }
}
