package io.github.simplehttpmonitor.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.simplehttpmonitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PARSER_KNOWS_NOTHING_OF_CORE =
      noClasses()
          .that()
          .resideInAPackage("..parser..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..core..");
}
