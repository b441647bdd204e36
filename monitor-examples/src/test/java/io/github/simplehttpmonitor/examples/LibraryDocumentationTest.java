package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/library.md shows compiles, with the imports that it names and no others. */
class LibraryDocumentationTest {

  private static final Path PAGE = Path.of("..", "docs", "library.md");
  private static final Pattern IMPORTS =
      Pattern.compile("```text\n(import .*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void examples_compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assumeTrue(compiler != null, "there is no compiler");
    assumeTrue(Files.exists(PAGE), "there is no documentation");
    String page = Files.readString(PAGE);
    List<String> blocks = CODE.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(5);
    List<Path> sources = new ArrayList<>();
    List<String> shown = IMPORTS.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(shown).hasSize(1);
    String imports = shown.get(0);
    for (int i = 0; i < blocks.size(); i++) {
      String name = "Example" + i;
      sources.add(
          Files.writeString(
              folder.resolve(name + ".java"),
              "import java.nio.file.*;\nimport java.time.*;\nimport java.util.*;\n"
                  + imports
                  + "class "
                  + name
                  + " {\n  void run() throws Exception {\n"
                  + blocks.get(i)
                  + "  }\n}\n"));
    }
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean right =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  Stream.of(
                          "-proc:none",
                          "-d",
                          folder.toString(),
                          "-cp",
                          System.getProperty("java.class.path"))
                      .toList(),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(right).as(said.toString()).isTrue();
    }
  }
}
