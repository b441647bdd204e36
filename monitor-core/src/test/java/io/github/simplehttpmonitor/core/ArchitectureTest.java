package io.github.simplehttpmonitor.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.github.simplehttpmonitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** What turns records into events: it runs the same in a test, a command and a server. */
  private static final String[] PURE = {
    "..core.aggregate..",
    "..core.alert..",
    "..core.engine..",
    "..core.event..",
    "..core.filter..",
    "..core.query..",
    "..core.state.."
  };

  private static final DescribedPredicate<JavaClass> ARITHMETIC_OF_JAVA_IO =
      belongToAnyOf(DataInput.class, DataOutput.class, IOException.class, Serializable.class);

  @ArchTest
  static final ArchRule PARSER_KNOWS_NOTHING_OF_CORE =
      noClasses()
          .that()
          .resideInAPackage("..parser..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..core..");

  @ArchTest
  static final ArchRule CORE_KNOWS_NOTHING_OF_THE_COMMAND =
      noClasses()
          .that()
          .resideInAPackage("..core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..cli..", "picocli..");

  @ArchTest
  static final ArchRule COMPUTING_DOES_NO_IO =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.io..")
                  .and(DescribedPredicate.not(ARITHMETIC_OF_JAVA_IO))
                  .or(
                      resideInAnyPackage(
                          "java.nio.file..",
                          "java.nio.channels..",
                          "java.net..",
                          "..core.source..",
                          "..core.runtime..",
                          "..core.delivery..")));

  @ArchTest
  static final ArchRule COMPUTING_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule COMPUTING_STARTS_NO_THREAD =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              assignableTo(Thread.class)
                  .or(assignableTo(Executor.class))
                  .or(resideInAPackage("java.util.concurrent..")));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.github.simplehttpmonitor.(**)").should().beFreeOfCycles();

  @Test
  void internalPackages_areNotExported() throws IOException {
    String classes = Monitor.class.getProtectionDomain().getCodeSource().getLocation().toString();
    try (InputStream in = java.net.URI.create(classes + "module-info.class").toURL().openStream()) {
      assertThat(ModuleDescriptor.read(in).exports())
          .allMatch(exports -> !exports.isQualified())
          .extracting(exports -> exports.source().replace("io.github.simplehttpmonitor.core", ""))
          .containsExactlyInAnyOrder(
              "",
              ".aggregate",
              ".alert",
              ".appender",
              ".event",
              ".filter",
              ".notification",
              ".query",
              ".spi");
    }
  }
}
