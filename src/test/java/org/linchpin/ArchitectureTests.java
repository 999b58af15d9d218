package org.linchpin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The plan of the house, kept: arrows, sizes of rooms, names. */
class ArchitectureTests {

    /** Figures go out. */
    private static final String[] OUT = {
        "..working",
        "..briefing",
        "..plan",
        "..resilience",
        "..exposure",
        "..replacement",
        "..disclosure",
        "..inventory"
    };

    /** Registers come in, knowledge grows. */
    private static final String[] IN = {
        "..statement", "..contribution", "..register", "..reading", "..catalogue", "..ownership", "..recognition"
    };

    private static final ApplicationModules FEATURES = ApplicationModules.of(LinchpinApplication.class);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.linchpin");

    @Test
    void featuresUseOnlyWhatTheirPackageInfoAllows() {
        FEATURES.verify();
    }

    @Test
    void thePictureOfTheHouseIsDrawn() {
        new Documenter(FEATURES).writeModulesAsPlantUml();
    }

    @Test
    void noArrowJoinsTheWings() {
        for (String[][] way : new String[][][] {{OUT, IN}, {IN, OUT}}) {
            noClasses()
                    .that()
                    .resideInAnyPackage(way[0])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(way[1])
                    .check(CLASSES);
        }
    }

    @Test
    void everyRoomIsOnTheMapOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("## A map of the code");
        Set<String> map = new TreeSet<>(
                Arrays.asList(readme.substring(readme.indexOf("```", from), readme.indexOf("| folder |", from))
                        .split("[^a-z]+")));
        assertThat(map)
                .containsAll(FEATURES.stream()
                        .map(feature -> feature.getIdentifier().toString())
                        .toList());
    }

    @Test
    void aFeatureIsOneFlatFolder() {
        Set<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .allMatch(name -> name.chars().filter(c -> c == '.').count() <= 2, "at most org.linchpin.x");
    }

    @Test
    void aRoomHoldsNoMoreThanOneCanTakeIn() {
        Map<String, Long> files = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(40));
    }

    @Test
    void nothingIsNamedAfterItsTechnicalPart() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleName("Module")
                .check(CLASSES);
    }

    @Test
    void entitiesStayInTheirRoom() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    /** So that no file of rows goes out uncounted: a document that is frozen and a command's own file are none. */
    @Test
    void rowsLeaveTheHouseByOneDoor() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.linchpin.access.Exports")
                .and()
                .doNotHaveFullyQualifiedName("org.linchpin.briefing.Sheets")
                .and()
                .haveNameNotMatching("org\\.linchpin\\.register\\.CheckCommand.*")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("de.siegmar.fastcsv.writer.CsvWriter")
                .check(CLASSES);
    }

    @Test
    void configurationIsRecordsNotScatteredValues() {
        fields().should().notBeAnnotatedWith(Value.class).check(CLASSES);
    }
}
